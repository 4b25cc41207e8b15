import { type Attribution, findAttributions, isAboveQuote, markBars, sharedPart } from './reply-text/attribution.ts'
import { splitBanner } from './reply-text/banner.ts'
import { findHeaderBlocks, type HeaderBlock } from './reply-text/header-block.ts'
import { htmlLines } from './reply-text/html.ts'
import { isBlank, type Line, splitLines, toLine } from './reply-text/lines.ts'
import { splitSignature, type Writer } from './reply-text/signature.ts'
import { type Stretch, splitStretches } from './reply-text/stretches.ts'

export type { Writer } from './reply-text/signature.ts'

/** What a person wrote, what her mail program added below it, and her signature. */
export type CutReply = { text: string; quoted: string; signature: string }

const LONGEST = 1_000_000
const MOST_FORWARDS = 3
/** Lines such as “[snip]” that may stand between an attribution and its quote. */
const MOST_SNIPPED = 3
const MOST_SHARED = 5

/** Cuts a plain-text reply down to what its writer wrote. docs/mail-cutting.md says by which rules. */
export function cutReply(text: string, writer?: Writer): CutReply {
  return cutLines(splitLines(text.slice(0, LONGEST)), writer)
}

/** The same for a mail that has only HTML. */
export function cutHtmlReply(html: string, writer?: Writer): string {
  return cutLines(htmlLines(html), writer).text
}

function cutLines(all: Line[], writer: Writer | undefined, depth = 0): CutReply {
  const { banner, rest } = splitBanner(all)
  const lines = unshare(rest)
  markBars(lines)
  const attributions = findAttributions(lines)
  const blocks = findHeaderBlocks(lines)
  const tail = findTail(lines, attributions, blocks)

  if (tail && depth < MOST_FORWARDS && lines.slice(0, tail.start).every(isBlank) && tail.hasBody) {
    return cutLines(lines.slice(tail.end + 1), writer, depth + 1)
  }
  const own = lines.slice(0, tail?.start)
  const stretches = splitStretches(own, inside(attributions, blocks, own.length))
  return assemble(stretches, [...lines.slice(own.length), ...banner], writer)
}

/** An answer may share its line with the attribution below it: “yes On Wed, Apr 4 … wrote:”. */
function unshare(lines: Line[]): Line[] {
  return lines.flatMap((line, at) => {
    const before = line.quoted || line.fenced || !endsAboveQuote(lines, at) ? '' : sharedPart(line.bare)
    if (!before) return [line]
    return [toLine(before, false), toLine(line.bare.slice(before.length).replace(/^[\s-]+/, ''), false)]
  })
}

/** Does what begins in this line end in a colon, here or a few lines on, with a quote below it? */
function endsAboveQuote(lines: Line[], at: number): boolean {
  const near = lines.slice(at, at + MOST_SHARED)
  return near.some((line, offset) => /[:：]$/.test(line.bare) && !line.quoted && isAboveQuote(lines, at + offset))
}

/**
 * Where the unmarked tail begins: everything from there on is not the writer's. With nothing above it, what was
 * forwarded is what she says, and below an attribution her answer may stand where her program marks no quotes.
 */
function findTail(lines: Line[], attributions: Attribution[], blocks: HeaderBlock[]) {
  const heads = [...attributions, ...blocks].map(({ start }) => start).sort((one, other) => one - other)
  const block = blocks.find(({ end }) => !isAboveQuote(lines, end))
  const attribution = attributions.find(({ end, sure }) => {
    const next = heads.find((start) => start > end) ?? lines.length
    return sure && !isAboveQuote(lines.slice(0, next), end, MOST_SNIPPED)
  })
  if (!block || (attribution && attribution.start < block.start))
    return attribution && { ...attribution, hasBody: true }
  return { ...block, hasBody: block.forwarded }
}

/** Header lines right above a marked quote name its writer, as an attribution does. */
function inside(attributions: Attribution[], blocks: HeaderBlock[], length: number): Attribution[] {
  return [...attributions, ...blocks.map(({ start, end }) => ({ start, end, sure: true }))].filter(
    ({ end }) => end < length,
  )
}

function assemble(stretches: Stretch[], tail: Line[], writer: Writer | undefined): CutReply {
  const signature: Line[] = []
  const written = stretches.map((stretch) => {
    if (stretch.quoted) return stretch
    const split = splitSignature(stretch.lines, writer)
    signature.push(...split.signature)
    return { ...stretch, lines: split.kept }
  })
  const filled = written.filter((stretch) => stretch.quoted || !stretch.lines.every(isBlank))
  const answered = whichAreAnswered(filled)
  const kept = filled.filter((stretch, at) => !stretch.quoted || answered[at])
  const cut = filled.filter((stretch, at) => stretch.quoted && !answered[at])
  return { text: join(kept), quoted: join([...cut, { lines: tail }]), signature: join([{ lines: signature }]) }
}

/**
 * A quote stays if the writer answers below it: between two quotes (point by point), or where she quoted by hand, so
 * that no attribution stands above. One whole mail quoted above the answer goes, for the thread has it.
 */
function whichAreAnswered(stretches: Stretch[]): boolean[] {
  const lastOwn = stretches.findLastIndex((stretch) => !stretch.quoted)
  const quotes = stretches.filter((stretch, at) => stretch.quoted && !stretches[at - 1]?.quoted).length
  return stretches.map(({ quoted, attributed }, at) => quoted && at < lastOwn && (quotes > 1 || !attributed))
}

function join(stretches: { lines: Line[] }[]): string {
  return stretches
    .map(({ lines }) => trimBlank(lines).map(({ text, fenced }) => (fenced ? text : text.trimEnd())))
    .filter((texts) => texts.length > 0)
    .map((texts) => texts.join('\n'))
    .join('\n\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()
}

function trimBlank(lines: Line[]): Line[] {
  const first = lines.findIndex((line) => !isBlank(line))
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1)
}
