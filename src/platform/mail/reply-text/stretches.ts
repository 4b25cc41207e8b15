import type { Attribution } from './attribution.ts'
import { isBlank, type Line } from './lines.ts'

/** The mail in its order: what the person wrote, and what she quoted between. */
export type Stretch = { quoted: boolean; attributed: boolean; lines: Line[] }

const WRAPPED_AT = 60
const OPEN_LINK = /[<(]https?:\S*$/
const LONE_LINK = /^[<([]?https?:\/\/\S+?[>)\]]?(?:\s*>)?$/

/** An attribution belongs to the quote below it, and so do the lines a mail program broke out of a quote. */
export function splitStretches(lines: Line[], attributions: Attribution[]): Stretch[] {
  const attributed = new Set(attributions.flatMap(({ start, end }) => rangeOf(start, end)))
  const quoted = lines.map((line, at) => line.quoted || attributed.has(at) || isBrokenOut(lines, at))

  const stretches: Stretch[] = []
  lines.forEach((line, at) => {
    const last = stretches.at(-1)
    const isQuoted = quoted[at] || (isBlank(line) && !!last?.quoted)
    const stretch = last && last.quoted === isQuoted ? last : { quoted: isQuoted, attributed: false, lines: [] }
    if (stretch !== last) stretches.push(stretch)
    stretch.attributed ||= attributed.has(at)
    if (!attributed.has(at)) stretch.lines.push(line)
  })
  return stretches.filter((stretch) => !stretch.lines.every(isBlank) || stretch.attributed)
}

/** A long quoted line that was wrapped again leaves its last words without a mark. */
function isBrokenOut(lines: Line[], at: number): boolean {
  const before = lines[at - 1]
  const line = lines[at] as Line
  if (!before?.quoted || !lines[at + 1]?.quoted || line.quoted || line.fenced || isBlank(line)) return false
  if (OPEN_LINK.test(before.bare) && !/\s/.test(line.bare)) return true
  return LONE_LINK.test(line.bare) || (before.text.length >= WRAPPED_AT && !isBlank(before))
}

function rangeOf(start: number, end: number): number[] {
  return Array.from({ length: end - start + 1 }, (_, offset) => start + offset)
}
