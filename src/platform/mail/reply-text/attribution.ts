import { bareOf, isBlank, type Line, QUOTE_MARKS } from './lines.ts'
import { openers, wrote, wroteUnspaced, youWrote } from './words.ts'

/**
 * The lines in which a mail program names the writer of the quoted mail below: “On … Ana <ana@…> wrote:”.
 * A sure one may stand above a tail without quote marks; any other counts only right above a quote.
 */
export type Attribution = { start: number; end: number; sure: boolean }

const MOST_LINES = 6
const LONGEST = 400

const WROTE = new RegExp(`(?<!\\p{L})(?:${wrote})(?![\\p{L}\\p{M}])|${wroteUnspaced}`, 'iu')
const YOU_WROTE = new RegExp(`(?<!\\p{L})(?:${youWrote})(?![\\p{L}\\p{M}])`, 'iu')
const ADDRESS = /[^\s<>@:]{1,64}(?:@|\(at\)| at )[^\s<>@]{1,200}\.[^\s<>@.]{2}/
const TIME = /\p{Nd}{1,2}\s?(?:[:٫h時时点시]|\.(?=\p{Nd}{2}(?!\p{Nd}|\.)))\s?\p{Nd}{2}/u
const DATE =
  /\p{Nd}{4}|\p{Nd}{1,2}[./-]\s?\p{Nd}{1,2}[./-]\s?\p{Nd}{2}|\p{Nd}{1,2}\.?\s\p{L}{3,}|\p{L}{3,}\.?,?\s\p{Nd}{1,2}(?!\p{Nd})/u
const YEAR =
  /(?<!\p{Nd})(?:19|20)\p{Nd}{2}(?!\p{Nd})|(?<!\p{Nd})[०-९٠-٩۰-۹০-৯]{4}(?!\p{Nd})|\p{Nd}{1,2}[./-]\p{Nd}{1,2}[./-]\p{Nd}{2}/u
const COLON = /[:：]\s*[-*_]*$/
const BAR = /^([|}])(?: |$)/
const DASHED = /^-{2,}.*-{2,}$/
const ADDRESS_WROTE = new RegExp(
  `[<[][^\\s<>]{1,64}@[^\\s<>]{1,200}[>\\]]\\s*(?:${wrote}|${wroteUnspaced})\\s?[:：]$`,
  'iu',
)
/** A sentence ends within: this is somebody's prose. */
const PROSE = /\p{Ll}{4}[.!?] \p{Lu}/u
const ABBREVIATION = /(?:^|[\s.,])[\p{L}\p{M}]{1,3}\.$/u
const OPEN_BRACKET = /[<([][^<>()[\]]{0,100}$/
const NAMED = /\p{L}.*<[^<>]{3,100}>.{0,4}$/u
const SENTENCE_END = /[.!?:;。।！？…]["'”’)]?$/
const OPENER = new RegExp(`^[-*_\\s"'(]*(?:(?:${openers})(?!\\p{L})|\\p{Nd})`, 'u')
const SHARED = new RegExp(`[\\s-]+(?=(?:${openers}) (?:\\p{Lu}\\p{Ll}{2,9}\\.?,? |\\p{Nd}))`, 'gu')

export function findAttributions(lines: Line[]): Attribution[] {
  const found: Attribution[] = []
  lines.forEach((line, end) => {
    if (line.quoted || line.fenced || isBlank(line)) return
    const attribution = line.mark === 'attribution' ? { start: end, end, sure: true } : endingAt(lines, end)
    if (attribution) found.push(attribution)
  })
  return found
}

/** Some programs quote with | or }: known by such a line right below an attribution, and then all such lines are quotes. */
export function markBars(lines: Line[]) {
  const mark = lines
    .map((line, at) => BAR.exec(line.text)?.[1] && isBelowSure(lines, at) && line.text.charAt(0))
    .find(Boolean)
  if (!mark) return
  for (const line of lines) {
    if (line.quoted || line.fenced || BAR.exec(line.text)?.[1] !== mark) continue
    Object.assign(line, { quoted: true, bare: bareOf(line.text.replace(BAR, '').replace(QUOTE_MARKS, '')) })
  }
}

function isBelowSure(lines: Line[], at: number): boolean {
  const above = lines.slice(Math.max(0, at - 2), at).filter((line) => !isBlank(line) && line.bare.length < LONGEST)
  const joined = above.map((line) => line.bare).join(' ')
  return COLON.test(joined) && isSure(joined)
}

/** Is a quoted line the next that is not blank, or one of the next few? A “[snip]” may stand between. */
export function isAboveQuote(lines: Line[], at: number, fewLines = 0): boolean {
  let passed = 0
  for (let next = at + 1; next < lines.length && next <= at + MOST_LINES + fewLines; next++) {
    const line = lines[next] as Line
    if (line.quoted) return true
    if (!isBlank(line) && ++passed > fewLines) return false
  }
  return false
}

/** Where in an attribution's first line the answer stops and the attribution begins: “yes On Wed, Apr 4 … wrote:”. */
export function sharedPart(bare: string): string {
  const last = [...bare.slice(0, LONGEST).matchAll(SHARED)].at(-1)
  const before = last ? bare.slice(0, last.index) : ''
  return last && YEAR.test(bare.slice(last.index)) && !OPENER.test(bare) ? before : ''
}

function endingAt(lines: Line[], end: number): Attribution | undefined {
  const last = lines[end]?.bare ?? ''
  const closed = COLON.test(last) || DASHED.test(last)
  const aboveQuote = isAboveQuote(lines, end)
  if ((!closed && !aboveQuote) || last.length > LONGEST) return

  let start = end
  let joined = last
  for (;;) {
    if (isAttribution(joined, closed, aboveQuote)) return widen(lines, start, end, joined)
    const above = lineAbove(lines, start, joined)
    if (above < 0 || end - above >= MOST_LINES) return
    joined = `${lines[above]?.bare} ${joined}`
    start = above
    if (joined.length > LONGEST) return
  }
}

/** The line above belongs to it if nothing ended there; a blank one is passed only before a bracketed address. */
function lineAbove(lines: Line[], start: number, joined: string): number {
  let above = start - 1
  if (/^[<[(]/.test(joined)) while (above >= 0 && above > start - 3 && isBlank(lines[above] as Line)) above--
  const line = lines[above]
  return line && !line.quoted && !line.fenced && !isBlank(line) && !endsSentence(line.bare) ? above : -1
}

/** “kl.” and “a.m.” end no sentence, and neither does what stands in an open bracket. */
function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text) && !ABBREVIATION.test(text) && !OPEN_BRACKET.test(text)
}

function isAttribution(joined: string, closed: boolean, aboveQuote: boolean): boolean {
  if (PROSE.test(joined)) return false
  return (closed && isSure(joined)) || (aboveQuote && isLikely(joined, closed))
}

function isSure(joined: string): boolean {
  const dated = DATE.test(joined) && TIME.test(joined)
  if (ADDRESS.test(joined)) return dated || ADDRESS_WROTE.test(joined) || (DATE.test(joined) && WROTE.test(joined))
  return WROTE.test(joined) && (dated || (YOU_WROTE.test(joined) && DATE.test(joined)))
}

function isLikely(joined: string, closed: boolean): boolean {
  if (!closed) return joined.length < 120 && YEAR.test(joined) && ADDRESS.test(joined) && OPENER.test(joined)
  if (joined.length > 160) return false
  return WROTE.test(joined) || ADDRESS.test(joined) || (OPENER.test(joined) && YEAR.test(joined) && TIME.test(joined))
}

/** The date may stand higher than what was enough to know it by: in a line that opens so, or at the head of the paragraph. */
function widen(lines: Line[], from: number, end: number, enough: string): Attribution {
  let start = from
  let joined = enough
  for (let at = lineAbove(lines, from, enough); at >= 0 && end - at < MOST_LINES; at = lineAbove(lines, at, joined)) {
    const text = lines[at]?.bare ?? ''
    joined = `${text} ${joined}`
    if (joined.length > LONGEST || PROSE.test(joined)) break
    const isHead = startsParagraph(lines, at)
    if (opensWithDate(text) || (isHead && (YEAR.test(text) || leadsInto(text, joinedFrom(lines, start, end)))))
      start = at
  }
  return { start, end, sure: isSure(joinedFrom(lines, start, end)) }
}

function opensWithDate(text: string): boolean {
  if (OPENER.test(text)) return YEAR.test(text) || TIME.test(text) || DATE.test(text)
  return text.length < 100 && YEAR.test(text) && TIME.test(text)
}

/** A name whose address, verb or date follows in the next line. */
function leadsInto(text: string, rest: string): boolean {
  if (text.length > 100) return false
  return OPEN_BRACKET.test(text) || (NAMED.test(text) && !ADDRESS.test(rest)) || (WROTE.test(text) && !WROTE.test(rest))
}

function startsParagraph(lines: Line[], at: number): boolean {
  const above = lines[at - 1]
  return !above || isBlank(above) || above.quoted
}

function joinedFrom(lines: Line[], start: number, end: number): string {
  return lines
    .slice(start, end + 1)
    .map((line) => line.bare)
    .join(' ')
}
