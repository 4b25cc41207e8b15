/** One operation of a content stream: what it works on, its name, and where it stands. */
export type Operation = { operands: Operand[]; operator: string; start: number; end: number }
export type Operand = number | string | { bytes: string } | Operand[]

/** Reads what the typesetter writes of PDF's content syntax; names and marks stay strings, dictionaries are lists. */
export function operationsOf(content: string): Operation[] {
  const operations: Operation[] = []
  const open: Operand[][] = [[]]
  let start = 0
  for (const { token, at, end } of tokensOf(content)) {
    const here = open.at(-1) ?? []
    if (open.length === 1 && here.length === 0) start = at
    if (token === '[' || token === '<<') open.push([])
    else if (token === ']' || token === '>>') open.at(-2)?.push(open.pop() ?? [])
    else if (typeof token === 'string' && open.length === 1 && /^[A-Za-z'"*]/.test(token)) {
      operations.push({ operands: open.splice(0, 1, [])[0] ?? [], operator: token, start, end })
    } else here.push(token)
  }
  return operations
}

function* tokensOf(
  content: string,
): Generator<{ token: number | string | { bytes: string }; at: number; end: number }> {
  const next = /\s*(?:(\()|<([0-9A-Fa-f\s]*)>|(<<|>>|[[\]])|(\/?[^\s()<>[\]/]+))/y
  for (let match = next.exec(content); match; match = next.exec(content)) {
    const at = next.lastIndex - match[0].trimStart().length
    const [, text, hex, mark, word] = match
    if (text) {
      const { bytes, end } = literalAt(content, next.lastIndex)
      next.lastIndex = end
      yield { token: { bytes }, at, end }
    } else yield { token: valueFrom(hex, mark ?? word ?? ''), at, end: next.lastIndex }
  }
}

function valueFrom(hex: string | undefined, word: string): number | string | { bytes: string } {
  if (hex !== undefined) return { bytes: Buffer.from(hex.replace(/\s/g, ''), 'hex').toString('latin1') }
  const number = Number(word)
  return Number.isNaN(number) ? word : number
}

/** The text in round brackets that opens before `at`; brackets may stand in it in pairs. */
function literalAt(content: string, at: number): { bytes: string; end: number } {
  let bytes = ''
  let depth = 1
  for (let here = at; here < content.length; here++) {
    const letter = content[here] ?? ''
    if (letter === '\\') {
      const [, code = ''] = /^([0-7]{1,3}|\r\n|[\s\S])/.exec(content.slice(here + 1, here + 4)) ?? []
      bytes += escaped(code)
      here += code.length
      continue
    }
    if (letter === '(') depth++
    if (letter === ')' && --depth === 0) return { bytes, end: here + 1 }
    bytes += letter
  }
  throw new Error('A text in the PDF does not end')
}

function escaped(code: string): string {
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff)
  return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '', '\r\n': '' }[code] ?? code
}
