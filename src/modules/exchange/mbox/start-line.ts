/** So many bytes are enough to know the line that begins a mail, and the line after it. */
export const LONGEST_START = 2000

const DATED = /^From .{0,500}\b\d{1,2}:\d{2}(?::\d{2})?\b.{0,40}\b\d{4}\b/
const BARE = /^From \S{1,300}@\S{1,200}\s*$/
const HEADER = /^[!-9;-~]{1,100}[ \t]*:/
const USUAL = /^(?:return-path|received|date|from|to|subject|message-id|mime-version|delivered-to|x-[\w-]+|status):/i

/** Does a mail begin here: “From ana@example.org Mon Dec 14 11:33:20 2009”, and below it a header? */
export function isStart(bytes: Buffer, at: number): boolean {
  if (bytes.toString('latin1', at, at + 5) !== 'From ') return false
  const [line = '', next = ''] = bytes.toString('latin1', at, at + LONGEST_START).split(/\r?\n/, 2)
  return DATED.test(line) ? HEADER.test(next) : BARE.test(line) && USUAL.test(next)
}

/** Do the first lines look like the head of a mail? */
export function startsHeader(bytes: Buffer): boolean {
  const lines = bytes.toString('latin1', 0, LONGEST_START).split(/\r?\n/)
  const end = lines.indexOf('')
  const head = lines.slice(0, end < 0 ? lines.length - 1 : end)
  return (
    head.length > 1 &&
    head.every((line) => HEADER.test(line) || /^[ \t]/.test(line)) &&
    head.some((line) => USUAL.test(line))
  )
}
