import { once } from 'node:events'
import { MailParser } from 'mailparser'
import { unflow } from './flowed.ts'
import { DEEPEST, MOST_MILLISECONDS, MOST_PARTS, TooManyParts, TooSlow } from './limits.ts'

export type Part = { type: string; text: string | undefined; children: Part[] }
export type Piece = { name: string | undefined; type: string; content: Buffer; inline: boolean }
export type Mime = { root: Part | undefined; pieces: Piece[]; parts: number; headers: MimeHeaders }
type MimeHeaders = Map<string, unknown>

/** What mailparser keeps of a part; its version is pinned because this is not in its types. */
type Node = { contentType?: string | false; textContent?: string; children: Node[]; node: Split }
type Split = { type: string; flowed?: boolean; delSp?: boolean; nodeCounter?: number }
type Attachment = {
  type: string
  content: NodeJS.ReadableStream
  filename?: string
  contentType?: string | false
  contentDisposition?: string
  related?: boolean
  release: () => void
}

const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  skipTextLinks: true,
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
  checksumAlgo: 'sha256',
  maxChildNodes: MOST_PARTS,
}
const CHUNK = 64 * 1024

/** Takes a mail apart. The parts of mails attached to it stay closed: each is one file. */
export async function readMime(raw: Buffer): Promise<Mime> {
  const parser = new Reader()
  const [pieces] = await within(MOST_MILLISECONDS, Promise.all([collect(parser), feed(parser, raw)]), parser)
  const parts = countParts(parser.root, 1)
  return { root: parser.root && partOf(parser.root, parser), pieces, parts, headers: parser.parsed }
}

/** mailparser would join a flowed line with the next one of another quote depth: the answer below a quote would be lost. */
class Reader extends MailParser {
  readonly flowed = new Map<unknown, { delSp: boolean }>()
  parsed: MimeHeaders = new Map()

  constructor() {
    super(OPTIONS as ConstructorParameters<typeof MailParser>[0])
    this.once('headers', (headers) => {
      this.parsed = headers as MimeHeaders
    })
  }

  get root(): Node | undefined {
    return (this as unknown as { tree: Node | false }).tree || undefined
  }

  processChunk(data: Split, done: (error?: Error) => void) {
    if (data.type === 'node' && data.flowed) {
      this.flowed.set(data, { delSp: !!data.delSp })
      data.flowed = false
    }
    const process = (MailParser.prototype as unknown as { processChunk: Reader['processChunk'] }).processChunk
    process.call(this, data, done)
  }
}

function collect(parser: Reader): Promise<Piece[]> {
  return new Promise((resolve, reject) => {
    const pieces: Promise<Piece>[] = []
    parser.on('data', (data: Attachment) => {
      if (data.type !== 'attachment') return
      const piece = pieceOf(data)
      piece.catch(reject)
      pieces.push(piece)
    })
    parser.once('end', () => Promise.all(pieces).then(resolve, reject))
    parser.on('error', (error) => reject(asTooMany(error)))
  })
}

async function pieceOf(attachment: Attachment): Promise<Piece> {
  const chunks: Buffer[] = []
  for await (const chunk of attachment.content) chunks.push(chunk as Buffer)
  attachment.release()
  const { filename: name, contentType, contentDisposition, related } = attachment
  const type = (contentType || 'application/octet-stream').toLowerCase()
  return { name, type, content: Buffer.concat(chunks), inline: contentDisposition === 'inline' || !!related }
}

async function feed(parser: Reader, raw: Buffer) {
  for (let at = 0; at < raw.length && !parser.destroyed; at += CHUNK) {
    if (!parser.write(raw.subarray(at, at + CHUNK))) await once(parser, 'drain')
  }
  if (!parser.destroyed) parser.end()
}

async function within<T>(milliseconds: number, work: Promise<T>, parser: Reader): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow('The mail took too long to read.')), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } catch (error) {
    parser.destroy()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function asTooMany(error: Error): Error {
  const { code, message } = error as Error & { code?: string }
  return code === 'EMAXLEN' && message.includes('child nodes')
    ? new TooManyParts('The mail has too many parts.')
    : error
}

function countParts(node: Node | undefined, depth: number): number {
  if (!node) return 0
  if (depth > DEEPEST) throw new TooManyParts('The parts of the mail stand too deep in each other.')
  return 1 + node.children.reduce((sum, child) => sum + countParts(child, depth + 1), 0)
}

function partOf(node: Node, parser: Reader): Part {
  const flowed = parser.flowed.get(node.node)
  const text = flowed && node.textContent ? unflow(node.textContent, flowed.delSp) : node.textContent
  return { type: node.contentType || 'text/plain', text, children: node.children.map((child) => partOf(child, parser)) }
}
