import { createHash } from 'node:crypto'
import {
  type IncomingMail,
  readMail,
  replyTextOf,
  TooLarge,
  TooManyParts,
  TooSlow,
} from '../../../platform/mail/read.ts'
import { renderMarkdown } from '../../../platform/markdown.ts'
import { type KeptFile, keepAttachments } from '../../conversations/index.ts'
import { dateOf } from './dates.ts'
import { guessLanguage } from './language.ts'
import { mendHead, senderOf } from './sender.ts'
import type { RawMail } from './split.ts'
import { bareSubject, isReply, titleOf } from './subject.ts'

type LeftOut = { name: string; size: number }

/** A mail as it waits in `import_mail`, under the names of its columns. */
export type StagedMail = ReturnType<typeof unread> & Partial<ReadMail>
type ReadMail = Awaited<ReturnType<typeof readAll>>

export type Place = { position: number; source: string }
/** What the mails of one import have in common; `latest`: nothing in it was written after this. */
export type Context = { language: string; latest: Date }

/** Reads one mail of an archive to the end, its files into the store. What cannot be read is kept as broken, with why. */
export async function stageMail(mail: RawMail, place: Place, context: Context): Promise<StagedMail> {
  const row = unread(mail, place)
  if (mail.fault) return row
  try {
    return clean({ ...row, ...(await readAll(mail, context)) })
  } catch (error) {
    return { ...row, trouble: whyNot(error) }
  }
}

export function hashOf(raw: Buffer): string {
  return createHash('sha256').update(raw).digest('base64url')
}

function unread({ raw, at, fault }: RawMail, { position, source }: Place) {
  return { position, source, at_byte: at, raw_hash: hashOf(raw), trouble: fault ?? null }
}

class NoMail extends Error {}

/** What the reader refuses is broken; anything else is a fault of ours, and ends the import. */
function whyNot(error: unknown): string {
  if (error instanceof NoMail || error instanceof TooLarge || error instanceof TooManyParts || error instanceof TooSlow)
    return error.message
  throw error
}

async function readAll({ raw, envelope }: RawMail, { language, latest }: Context) {
  const mail = await readMail(mendHead(raw))
  if (!['from', 'date', 'subject', 'message-id', 'received'].some((name) => mail.headers.has(name)))
    throw new NoMail('It has no header of a mail.')
  const body = wordsOf(mail)
  const { html, text } = renderMarkdown(body)
  const { kept, left_out } = await keepFiles(mail)
  return {
    ...identityOf(mail),
    ...subjectOf(mail),
    ...authorOf(mail),
    at: dateOf(mail.date, mail.headers.get('received'), envelope, latest)?.toISOString() ?? null,
    language: mail.language ?? guessLanguage(body, language),
    ...{ body, body_html: html, words: text },
    whole: mail.text.trim() === body ? null : mail.text,
    header: headOf(raw),
    ...{ files: kept, left_out },
    unread_signs: body.match(/\ufffd/g)?.length ?? 0,
  }
}

/** What she wrote, cut as a mail of today is; if nothing is left of it, all that came. */
function wordsOf(mail: IncomingMail): string {
  return replyTextOf(mail).text.trim() || mail.text.trim()
}

/** Ids stand without their brackets, as all Message-IDs inside. */
function identityOf({ messageId, inReplyTo, references, bodyHash, headers }: IncomingMail) {
  const nearest = [inReplyTo, ...references.toReversed()].filter((id) => id !== null && id !== messageId) as string[]
  const seal = ['from', 'date', 'subject'].map((name) => headers.get(name) ?? '').join('\0')
  const message_id = messageId && bare(messageId)
  return {
    message_id,
    mark: message_id ?? hashOf(Buffer.from(`${seal}\0${bodyHash}`)),
    body_hash: bodyHash,
    parents: [...new Set(nearest.map(bare))],
  }
}

function bare(id: string): string {
  return id.slice(1, -1)
}

function subjectOf({ subject }: IncomingMail) {
  return { subject: titleOf(subject), bare_subject: bareSubject(subject), is_reply: isReply(subject) }
}

function authorOf(mail: IncomingMail) {
  const { address, name } = senderOf(mail)
  return { address, name }
}

const MOST_FILES = 10
const MOST_BYTES = 20_000_000
/** They say only that a program signed what stands above. */
const SEALS = new Set(['application/pgp-signature', 'application/pkcs7-signature', 'application/x-pkcs7-signature'])

/** The files within the limits of a contribution of today; of the others name and size are noted. */
async function keepFiles({ attachments }: IncomingMail): Promise<{ kept: KeptFile[]; left_out: LeftOut[] }> {
  let bytes = 0
  let count = 0
  const fits = attachments.map(({ type, size }) => {
    if (SEALS.has(type) || size === 0 || count >= MOST_FILES || bytes + size > MOST_BYTES) return false
    bytes += size
    count += 1
    return true
  })
  return {
    kept: await keepAttachments(attachments.filter((_, at) => fits[at])),
    left_out: attachments.filter((_, at) => !fits[at]).map(({ name, size }) => ({ name, size })),
  }
}

const LONGEST_HEAD = 64 * 1024

function headOf(raw: Buffer): string {
  const head = raw.toString('latin1', 0, LONGEST_HEAD).split(/\r?\n\r?\n/, 1)[0] ?? ''
  return Buffer.from(head, 'latin1').toString('utf8')
}

/** PostgreSQL takes neither NUL nor half of a pair. */
function clean<T>(value: T): T {
  if (typeof value === 'string') return value.replace(/[\0\p{Cs}]/gu, '') as T
  if (Array.isArray(value)) return value.map(clean) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)])) as T
}
