import { toMessage } from '../../platform/mail/compose/mime.ts'
import { compose } from '../../platform/mail/compose.ts'
import type { Block, LetterContent } from '../../platform/mail/content.ts'
import { renderMarkdown } from '../../platform/markdown.ts'

export type Part = { heading: string; blocks: Block[] }
export type Fitting = { taken: Part[]; left: number }

/** What a whole letter may weigh, text and HTML encoded for the way; its head is a little longer for some than for others. */
const HEAVIEST = 57_000
/** What its parts are given at first, by an estimate; as long as that is little, nothing is weighed. */
const ROOM = 50_000
const ENCODING = 1.4
const PER_BLOCK = 150
/** A text is cut rather than left out, down to this. */
const SHORTEST = 1_000

/** The letter with as many of its parts as fit. One that may be too heavy is weighed as it would go out, and made anew with less. */
export function fitMail(
  frame: Omit<LetterContent, 'blocks'>,
  parts: Part[],
  lay: (fitting: Fitting) => Block[],
): LetterContent {
  for (let room = ROOM; ; room *= 0.8) {
    const content = { ...frame, blocks: lay(fit(parts, room)) }
    const light = content.blocks.reduce((sum, block) => sum + heaviestOf(block), 0) < HEAVIEST
    if (light || room < SHORTEST || weigh(content) <= HEAVIEST) return content
  }
}

const somebody = { person_id: 0, name: 'x'.repeat(60), address: `${'x'.repeat(50)}@example.org`, epoch: 0 }

function weigh(content: LetterContent): number {
  const message = toMessage(compose(content, somebody, { id: 0, message_id: 'x'.repeat(40) }))
  return message instanceof Buffer ? message.length : Number.POSITIVE_INFINITY
}

/** As much as fits, in order, in full; what is too long is cut, and what does not fit any more is counted. */
export function fit(parts: Part[], room = ROOM): Fitting {
  const taken: Part[] = []
  for (const [index, { heading, blocks }] of parts.entries()) {
    const fitting = fitBlocks(blocks, room - weightOf(heading))
    if (fitting.blocks.length > 0) taken.push({ heading, blocks: fitting.blocks })
    if (!fitting.whole) return { taken, left: parts.length - index }
    room = fitting.room - weightOf(heading)
  }
  return { taken, left: 0 }
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
  return ENCODING * measure(block).bytes + PER_BLOCK
}

/** Plain letters go as they are; of others the worst is two for one. */
function heaviestOf(block: Block): number {
  const { bytes, plain } = measure(block)
  return (plain ? 1.05 : 2.1) * bytes + PER_BLOCK
}

type Measure = { bytes: number; plain: boolean }
/** Many digests hold the same blocks. */
const measured = new WeakMap<object, Measure>()

function measure(block: Block): Measure {
  if (typeof block === 'string') return measureWords([block, block])
  const known = measured.get(block) ?? measureWords(wordsOf(block))
  measured.set(block, known)
  return known
}

function measureWords(words: string[]): Measure {
  const bytes = words.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  return { bytes, plain: words.reduce((sum, text) => sum + text.length, 0) === bytes }
}

/** All that stands in a block, once for the plain text and once for the HTML. */
function wordsOf(block: Exclude<Block, string>): string[] {
  if ('prose' in block) return [block.prose.html, block.prose.text]
  return [JSON.stringify(block), JSON.stringify(block)]
}
