import { isBlank, type Line } from './lines.ts'
import { forwardedMessage, headerLabels, originalMessage, replyAbove } from './words.ts'

/** The lines From, Sent, To, Subject that Outlook and others put above a quoted mail, with the rule above them. */
export type HeaderBlock = { start: number; end: number; forwarded: boolean }

type Kind = keyof typeof headerLabels
type Header = { kind: Kind; label: string; value: string }
type Run = { start: number; end: number; headers: Header[] }

const LONGEST_LABEL = 30
const MOST_FOLDS = 2
const MOST_LINES = 20

const KINDS = new Map<string, Kind>(
  Object.entries(headerLabels).flatMap(([kind, labels]) =>
    labels.split('|').map((label) => [label.toLowerCase(), kind as Kind] as const),
  ),
)
const ADDRESS = /[^\s<>@:]{1,64}@[^\s<>@]{1,200}\.[^\s<>@.]{2}/
const ONLY_ADDRESS = /^.{0,80}?[<[(]?[^\s<>@:]{1,64}@[^\s<>@]{1,200}\.[^\s<>@.]{2,30}?[>\])]?$/
const TIME = /\p{Nd}{1,2}[:.h時点시]\s?\p{Nd}{2}(?!\p{Nd}|[./-])/u
const BEGINNING = new Set<Kind>(['from', 'sent', 'to', 'subject'])
const RULE = /^(?:[-_=*—–]\s?){3,}$/
const ORIGINAL = new RegExp(originalMessage, 'iu')
const FORWARDED = new RegExp(forwardedMessage, 'iu')
const REPLY_ABOVE = new RegExp(replyAbove, 'iu')
const BETWEEN_DASHES = /^[-_=*—–]{2,}.{2,60}?[-_=*—–]{2,}$/

export function findHeaderBlocks(lines: Line[]): HeaderBlock[] {
  const found: HeaderBlock[] = []
  for (let at = 0; at < lines.length; at++) {
    const separator = separatorAt(lines, at)
    const run = separator ? undefined : runAt(lines, at)
    if (separator) found.push(separator)
    if (run && isBlock(run, lines)) found.push(blockOf(run, lines))
    at = (separator ?? run)?.end ?? at
  }
  return found
}

/** “-----Original Message-----” or “reply above this line”: what follows is quoted, with header lines or without. */
function separatorAt(lines: Line[], at: number): HeaderBlock | undefined {
  const { bare, quoted, fenced, mark } = lines[at] as Line
  if (mark === 'quoted-from-here') return { start: at, end: at, forwarded: false }
  if (quoted || fenced || bare.length < 8 || bare.length > 120) return

  const forwarded = FORWARDED.test(bare)
  const named = forwarded || ORIGINAL.test(bare)
  if (named ? BETWEEN_DASHES.test(bare) || isForwardLine(bare, forwarded) : REPLY_ABOVE.test(bare)) {
    const headers = runAt(lines, nextFilled(lines, at + 1))
    return { start: at, end: headers?.end ?? at, forwarded }
  }
}

function isForwardLine(bare: string, forwarded: boolean): boolean {
  return forwarded && bare.length < 60 && /[:：]$/.test(bare)
}

/** The header lines that follow each other from here on; they are looked at once, whatever they turn out to be. */
function runAt(lines: Line[], at: number): Run | undefined {
  const first = lines[at] && headerOf(lines[at])
  if (!first || !BEGINNING.has(first.kind) || first.label.length === 1) return

  const run: Run = { start: at, end: at, headers: [first] }
  for (let next = nextHeader(lines, at); next >= 0; next = nextHeader(lines, next)) {
    run.headers.push(headerOf(lines[next] as Line) as Header)
    run.end = next
  }
  return run
}

function blockOf({ start, end }: Run, lines: Line[]): HeaderBlock {
  return { start: ruleAbove(lines, start), end, forwarded: isBelowForward(lines, start) }
}

/** Header lines follow each other, with at most two folded lines or one blank one between. */
function nextHeader(lines: Line[], from: number): number {
  let folds = 0
  for (let at = from + 1; at < lines.length && folds <= MOST_FOLDS; at++) {
    const line = lines[at] as Line
    if (line.quoted || line.fenced) return -1
    if (headerOf(line)) return at
    folds += isBlank(line) ? MOST_FOLDS : 1
  }
  return -1
}

/** A memo, too, begins with From, To and Subject: only a mail names an address or the minute. */
function isBlock({ headers, start, end }: Run, lines: Line[]): boolean {
  const kinds = new Set(headers.map((header) => header.kind))
  const values = lines.slice(start, Math.min(end + 1, start + MOST_LINES)).map((line) => line.bare)
  const addressed = values.some((value) => ADDRESS.test(value))
  const timed = values.some((value) => TIME.test(value))
  if (!kinds.has('from') && !kinds.has('sent')) return false
  if (kinds.size >= 3) return addressed || timed || ruleAbove(lines, start) < start - 1
  if (kinds.size === 2) return addressed && (timed || kinds.has('subject'))
  const isBelowText = lines.slice(0, start).some((line) => !isBlank(line))
  return (
    isBelowText && headers[0]?.kind === 'from' && ONLY_ADDRESS.test(headers[0].value) && standsAlone(lines, start, end)
  )
}

function standsAlone(lines: Line[], start: number, end: number): boolean {
  const above = lines[start - 1]
  const below = lines[end + 1]
  return (!above || isBlank(above) || RULE.test(above.bare)) && (!below || isBlank(below))
}

/** “*From:* Ana” and “De : Ana” alike. */
function headerOf({ bare, quoted, fenced }: Line): Header | undefined {
  if (quoted || fenced) return
  const colon = bare.slice(0, LONGEST_LABEL + 8).search(/[:：]/)
  if (colon < 1) return
  const label = bare
    .slice(0, colon)
    .replace(/[*_|\s]+/g, ' ')
    .trim()
    .toLowerCase()
  const kind = KINDS.get(label)
  return kind && { kind, label, value: bare.slice(colon + 1).replace(/^[*_\s]+/, '') }
}

function ruleAbove(lines: Line[], start: number): number {
  let at = start
  while (at > 0 && (isBlank(lines[at - 1] as Line) || isRule(lines[at - 1] as Line))) at--
  return at
}

function isRule({ bare, quoted, fenced }: Line): boolean {
  return !quoted && !fenced && (RULE.test(bare) || BETWEEN_DASHES.test(bare))
}

function isBelowForward(lines: Line[], start: number): boolean {
  return lines.slice(Math.max(0, start - 4), start).some(({ bare }) => bare.length < 120 && FORWARDED.test(bare))
}

function nextFilled(lines: Line[], from: number): number {
  let at = from
  while (at < lines.length && at < from + 4 && isBlank(lines[at] as Line)) at++
  return at
}
