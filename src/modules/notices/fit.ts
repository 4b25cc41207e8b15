import type { Block } from '../../platform/mail/content.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import type { DigestPart } from '../../platform/module.ts'

/** What a letter of 60 kB may hold once text and HTML are encoded for the way. */
const ROOM = 50_000
const ENCODING = 1.4
const PER_BLOCK = 150
/** A text is cut rather than left out, down to this. */
const SHORTEST = 1_000

/** As much as fits, in order, in full; what is too long is cut, and what does not fit any more is counted. */
export function fit(parts: DigestPart[], room = ROOM): { parts: DigestPart[]; left: number } {
  const taken: DigestPart[] = []
  for (const [index, { heading, blocks }] of parts.entries()) {
    const fitting = fitBlocks(blocks, room - weightOf(heading))
    if (fitting.blocks.length > 0) taken.push({ heading, blocks: fitting.blocks })
    if (!fitting.whole) return { parts: taken, left: parts.length - index }
    room = fitting.room - weightOf(heading)
  }
  return { parts: taken, left: 0 }
}

function fitBlocks(blocks: Block[], room: number): { blocks: Block[]; room: number; whole: boolean } {
  const taken: Block[] = []
  for (const block of blocks) {
    if (weightOf(block) > room) {
      const cut = cutToFit(block, room)
      return { blocks: cut ? [...taken, cut] : taken, room: 0, whole: false }
    }
    taken.push(block)
    room -= weightOf(block)
  }
  return { blocks: taken, room, whole: true }
}

function cutToFit(block: Block, room: number): Block | null {
  if (typeof block === 'string' || !('prose' in block) || room < SHORTEST) return null
  const { text } = block.prose
  const share = room / weightOf(block)
  const end = text.lastIndexOf(' ', Math.floor(text.length * share * 0.9))
  const short = `${text.slice(0, Math.max(end, 0)).trimEnd()} …`
  return { prose: { html: renderMarkdown(short).html, text: short } }
}

function weightOf(block: Block): number {
  const words = typeof block === 'string' ? [block, block] : wordsOf(block)
  return ENCODING * words.reduce((sum, text) => sum + Buffer.byteLength(text), 0) + PER_BLOCK
}

/** All that stands in a block, once for the plain text and once for the HTML. */
function wordsOf(block: Exclude<Block, string>): string[] {
  if ('prose' in block) return [block.prose.html, block.prose.text]
  return [JSON.stringify(block), JSON.stringify(block)]
}
