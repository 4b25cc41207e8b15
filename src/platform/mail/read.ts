import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { safeFileName } from '../files/file-name.ts'
import { parseAddress } from './address.ts'
import { bodiesOf, hasPlainText, htmlOf, textOf } from './read/body.ts'
import { readFrom } from './read/from.ts'
import { bodyStart, messageIds, readHeaders } from './read/headers.ts'
import { MOST_BYTES, TooLarge, TooManyParts, TooSlow } from './read/limits.ts'
import type { Mime, Part, Piece } from './read/mime.ts'
import { type CutReply, cutHtmlReply, cutReply, type Writer } from './reply-text.ts'

export { TooLarge, TooManyParts, TooSlow } from './read/limits.ts'

export type Attachment = { name: string; type: string; size: number; content: Buffer; inline: boolean }

export type IncomingMail = {
  /** With its angle brackets; null if there is none or it is not one. */
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  date: Date | null
  subject: string
  /** The address is null unless there is exactly one From with exactly one address: nobody is trusted on less. */
  from: { address: string | null; name: string }
  to: string[]
  /** Names lower-cased, values as they stand, repeated ones joined by a line break. */
  headers: Map<string, string>
  /** The body as plain text, nothing cut: from text/plain, else read from the HTML. */
  text: string
  html?: string
  /** Was `text` written as such by the sender's program? */
  hasPlainText: boolean
  attachments: Attachment[]
  parts: number
  /** Of the decoded body and attachments: the same for a mail that is delivered again. */
  bodyHash: string
  /** Of Content-Language, if the sender's program says it. */
  language?: string
}

const LONGEST_NAME = 200
const LONGEST_SUBJECT = 1000
const UNSEEN = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** Reads a mail of whatever kind. Throws TooManyParts, TooLarge or TooSlow; a broken mail is read as far as it goes. */
export async function readMail(source: Buffer | Readable): Promise<IncomingMail> {
  const raw = Buffer.isBuffer(source) ? source : await drain(source)
  if (raw.length > MOST_BYTES) throw new TooLarge('The mail is too large.')

  const headers = readHeaders(raw)
  // Its parser is loaded with the first mail: a start need not wait for it.
  const { readMime } = await import('./read/mime.ts')
  const mime = await readMime(raw).catch((error) => readBroken(raw, error))
  return assemble(headers, isHollow(mime) ? { ...readBroken(raw), headers: mime.headers } : mime)
}

/** What the writer wrote, of the plain text or of the HTML, whichever says more surely where the quotes are. */
export function replyTextOf(mail: IncomingMail, writer: Writer = writerOf(mail)): CutReply {
  const plain = cutReply(mail.text, writer)
  if (!mail.html || (mail.hasPlainText && plain.quoted !== '')) return plain

  const text = cutHtmlReply(mail.html, writer)
  const isSurer = text !== '' && (!mail.hasPlainText || words(plain.text).startsWith(words(text)))
  return isSurer ? { ...plain, text } : plain
}

async function drain(source: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > MOST_BYTES) throw new TooLarge('The mail is too large.')
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks)
}

/** A structure that cannot be taken apart is shown as one text, so that a person can still read it. */
function readBroken(raw: Buffer, error?: unknown): Mime {
  if (error instanceof TooManyParts || error instanceof TooSlow) throw error
  const text = raw.subarray(bodyStart(raw)).toString('utf8')
  return { root: { type: 'text/plain', text, children: [] }, pieces: [], parts: 1, headers: new Map() }
}

/** It calls itself a multipart and no part can be found in it: what it has is shown as text. */
function isHollow({ root, pieces }: Mime): boolean {
  return pieces.length === 0 && !!root?.type.startsWith('multipart/') && !hasText(root)
}

function hasText({ text, children }: Part): boolean {
  return text !== undefined || children.some(hasText)
}

function assemble(headers: Map<string, string>, mime: Mime): IncomingMail {
  const bodies = bodiesOf(mime.root)
  const text = textOf(bodies).replaceAll('\0', '')
  const html = htmlOf(bodies)
  const attachments = mime.pieces.map(attachmentOf)
  return {
    messageId: messageIds(headers.get('message-id'))[0] ?? null,
    inReplyTo: messageIds(headers.get('in-reply-to')).at(-1) ?? null,
    references: messageIds(headers.get('references')),
    date: dateOf(mime),
    subject: tidy(stringOf(mime.headers.get('subject')) || headers.get('subject') || '', LONGEST_SUBJECT),
    from: {
      address: readFrom(headers.get('from')),
      name: tidy(addressesOf(mime, 'from')[0]?.name ?? '', LONGEST_NAME),
    },
    to: recipientsOf(mime),
    headers,
    text,
    ...(html === undefined ? {} : { html }),
    hasPlainText: hasPlainText(bodies),
    attachments,
    parts: mime.parts,
    bodyHash: hashOf(text, html, attachments),
    ...languageOf(headers.get('content-language')),
  }
}

function attachmentOf({ name, type, content, inline }: Piece): Attachment {
  return { name: safeFileName(name, type), type, size: content.length, content, inline }
}

function dateOf({ headers }: Mime): Date | null {
  const date = headers.get('date')
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : null
}

type Mailbox = { address?: string; name?: string; group?: Mailbox[] }

function addressesOf({ headers }: Mime, name: string): Mailbox[] {
  const found = [headers.get(name)].flat() as ({ value?: Mailbox[] } | undefined)[]
  return found.flatMap((header) => header?.value ?? []).flatMap((mailbox) => mailbox.group ?? [mailbox])
}

function recipientsOf(mime: Mime): string[] {
  const addresses = ['to', 'cc']
    .flatMap((name) => addressesOf(mime, name))
    .map(({ address }) => parseAddress(address ?? ''))
  return [...new Set(addresses.filter((address) => address !== null))]
}

function hashOf(text: string, html: string | undefined, attachments: Attachment[]): string {
  const hash = createHash('sha256')
    .update(text)
    .update('\0')
    .update(html ?? '')
  for (const { name, type, content } of attachments)
    hash.update(`\0${name}\0${type}\0${content.length}\0`).update(content)
  return hash.digest('hex')
}

function languageOf(header: string | undefined): { language?: string } {
  const language = header?.split(/[,\n]/)[0]?.trim()
  return language && /^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}$/.test(language) ? { language } : {}
}

function writerOf({ from }: IncomingMail): Writer {
  return { name: from.name, ...(from.address ? { address: from.address } : {}) }
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function tidy(text: string, longest: number): string {
  return text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim().slice(0, longest)
}

function words(text: string): string {
  return text.replace(/[\s>*_-]+/g, ' ').trim()
}
