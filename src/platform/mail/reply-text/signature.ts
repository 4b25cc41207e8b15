import { isBlank, type Line } from './lines.ts'
import { boilerplate, isMobileLine } from './sent-from.ts'

/** Who wrote the mail: lets a block of contact lines be known as hers, and not as one she passes on. */
export type Writer = { name?: string; address?: string }

const MOST_LINES = 40
const FEW_LINES = 12
const CARD_LINES = 20

const SIG_DASHES = /^\s*--\s$/
const DASHES = /^(?:--|—|–|\.\.)$/
const RULE = /^(?:_{2,}|-{3,}|={3,}|\*{3,}|~{3,}|—{2,}|–{2,}|#{3,}|(?:\* ){2,}\*)$/
const DASH_NAME = /^(?:[-–—~]|--)\s?\p{Lu}[\p{L}\p{M}.'’]{0,30}(?:\s\p{Lu}[\p{L}\p{M}.'’]{0,30}){0,3}$/u
const CONTACT = /@[^\s@]{1,200}\.[^\s@]{2}|https?:\/\/|www\.|(?:\+?\p{Nd}[\s().-]{0,2}){7}/iu
const LINK = /@[^\s@]{1,200}\.[^\s@]{2}|https?:\/\/|www\./i

/** Splits one stretch of own text into what was written and the signature under it. */
export function splitSignature(lines: Line[], writer: Writer = {}): { kept: Line[]; signature: Line[] } {
  let kept = trimEnd(lines)
  for (let round = 0; round < 10; round++) {
    const at = signatureStart(kept, writer)
    if (at === undefined) break
    kept = trimEnd(kept.slice(0, at))
  }
  return { kept, signature: lines.slice(kept.length) }
}

function signatureStart(lines: Line[], writer: Writer): number | undefined {
  if (lines.length === 0) return
  return (
    markedStart(lines) ??
    mobileStart(lines) ??
    delimiterStart(lines) ??
    boilerplateStart(lines) ??
    nameStart(lines) ??
    contactStart(lines, writer)
  )
}

function markedStart(lines: Line[]): number | undefined {
  const last = lines.findLastIndex((line) => line.mark !== 'signature' && !isBlank(line))
  const marked = lines.slice(last + 1)
  return marked.length > 0 && isCard(marked) ? last + 1 : undefined
}

/** People write on inside the element that their program made for the signature. */
function isCard(lines: Line[]): boolean {
  return lines.filter((line) => !isBlank(line)).length <= CARD_LINES && lines.every((line) => line.bare.length <= 120)
}

function mobileStart(lines: Line[]): number | undefined {
  let at = lines.length
  while (at > 0 && isMobileOrBlank(lines[at - 1] as Line)) at--
  return at < lines.length ? at : undefined
}

function isMobileOrBlank(line: Line): boolean {
  return isBlank(line) || (!line.fenced && isMobileLine(line.bare))
}

/** The lowest delimiter first, so that what stands above another one is judged for itself. */
function delimiterStart(lines: Line[]): number | undefined {
  const lowest = Math.max(0, lines.length - MOST_LINES)
  for (let at = lines.length - 1; at >= lowest; at--) if (isDelimiter(lines, at)) return at
}

function isDelimiter(lines: Line[], at: number): boolean {
  const { text, bare, fenced } = lines[at] as Line
  if (fenced) return false
  if (SIG_DASHES.test(text)) return true
  const below = lines.slice(at + 1).filter((line) => !isBlank(line))
  if (DASHES.test(bare)) return below.length <= FEW_LINES && below.every((line) => line.bare.length <= 200)
  return RULE.test(bare) && isFooter(bare, below)
}

/** Under a mere rule may stand the next chapter; a footer is short or names where somebody can be reached. */
function isFooter(rule: string, below: Line[]): boolean {
  if (below.length === 0) return true
  if (below.length > CARD_LINES || below.some((line) => line.bare.length > 200)) return false
  const contacts = below.filter((line) => CONTACT.test(line.bare)).length
  if (rule.startsWith('_') && below.length <= 2 && below.every((line) => line.bare.length <= 60)) return true
  if (below.length > FEW_LINES) return contacts >= 4
  return contacts >= 2 || (contacts === 1 && below.length <= 5 && below.some((line) => LINK.test(line.bare)))
}

/** Notices of confidentiality, of virus scanners and of list servers: one paragraph at the end. */
function boilerplateStart(lines: Line[]): number | undefined {
  const start = paragraphStart(lines)
  const paragraph = lines
    .slice(start)
    .map((line) => line.bare)
    .join(' ')
  return start > 0 && boilerplate(paragraph) ? start : undefined
}

/** “-Ana Rao” alone under the last paragraph, where no other line begins with a dash. */
function nameStart(lines: Line[]): number | undefined {
  const at = lines.length - 1
  const { bare, fenced } = lines[at] as Line
  if (fenced || at === 0 || !DASH_NAME.test(bare) || !isBlank(lines[at - 1] as Line)) return
  return lines.slice(0, at).some((line) => /^[-–—~]\s?\S/.test(line.bare)) ? undefined : at
}

/** A last paragraph that names the writer and where to reach her; without the writer's name it is left alone. */
function contactStart(lines: Line[], writer: Writer): number | undefined {
  const start = paragraphStart(lines)
  const paragraph = lines.slice(start)
  if (start === 0 || paragraph.length > FEW_LINES || paragraph.some((line) => line.fenced || line.bare.length > 80))
    return
  const first = paragraph.findIndex((line) => namesWriter(line.bare, writer))
  if (first < 0 || !paragraph.slice(first).some((line) => CONTACT.test(line.bare))) return
  return start + beginningOf(paragraph, first)
}

/** Her name may stand above the line that is known to be hers. */
function beginningOf(paragraph: Line[], known: number): number {
  const above = paragraph.slice(0, known)
  return above.every((line) => line.bare.split(' ').length <= 4 && !/[,:;!?]$/.test(line.bare)) ? 0 : known
}

function namesWriter(bare: string, { name, address }: Writer): boolean {
  const text = bare.toLowerCase()
  if (address && text.includes(address.toLowerCase())) return true
  return !!name && name.trim().length > 2 && text.length < name.length + 24 && text.includes(name.trim().toLowerCase())
}

function paragraphStart(lines: Line[]): number {
  let at = lines.length
  while (at > 0 && !isBlank(lines[at - 1] as Line)) at--
  return at
}

function trimEnd(lines: Line[]): Line[] {
  let end = lines.length
  while (end > 0 && isBlank(lines[end - 1] as Line)) end--
  return lines.slice(0, end)
}
