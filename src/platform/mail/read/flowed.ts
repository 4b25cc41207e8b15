const MARKS = /^>*/

/** Joins the soft line breaks of format=flowed (RFC 3676); a line of another quote depth is another paragraph. */
export function unflow(text: string, delSp: boolean): string {
  const lines: string[] = []
  let open: string | undefined
  let depth = ''
  for (const line of text.split('\n')) {
    const marks = MARKS.exec(line)?.[0] ?? ''
    const words = line.slice(marks.length).replace(/^ /, '')
    if (open !== undefined && marks === depth) open += words
    else {
      if (open !== undefined) lines.push(quote(depth, open))
      open = words
      depth = marks
    }
    if (words.endsWith(' ') && words !== '-- ') {
      if (delSp) open = open.slice(0, -1)
      continue
    }
    lines.push(quote(depth, open))
    open = undefined
  }
  if (open !== undefined) lines.push(quote(depth, open))
  return lines.join('\n')
}

function quote(marks: string, words: string): string {
  return marks === '' ? words : `${marks} ${words}`
}
