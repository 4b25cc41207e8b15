import { type Db, type Id, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { SYSTEM_NAME } from '../../platform/mail/names.ts'
import { type Attachment, type IncomingMail, readMail } from '../../platform/mail/read.ts'
import type { Viewer } from '../../platform/viewer.ts'

export type ListedLetter = { id: Id; from: string; subject: string; start: string; at: Date }

export type ReceivedLetter = {
  id: Id
  subject: string
  text: string
  at: Date
  /** Which of her addresses it went to. */
  to: string
  from: { name: string; address: string }
  /** Where an answer goes; null for a letter that takes none. */
  answersTo: string | null
  messageId: string | null
  references: string[]
  headers: string
  html: string | undefined
  attachments: Attachment[]
}

const PAGE = 20

/** The newest letters to the viewer's own addresses, or those before one of them. */
export async function listLetters(db: Db, viewer: Viewer, before?: Id) {
  const rows = await db
    .selectFrom('mailbox')
    .select(['id', 'subject', 'at'])
    .select(sql<string>`left(text, 800)`.as('start'))
    .select(sql<Buffer>`substring(raw from 1 for position('\\x0d0a0d0a'::bytea in raw) + 3)`.as('head'))
    .where(isOwn(viewer))
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const letters = await Promise.all(rows.slice(0, PAGE).map(listed))
  return { letters, earlier: rows.length > PAGE ? (letters.at(-1)?.id ?? null) : null }
}

async function listed({ head, start, ...row }: Omit<ListedLetter, 'from'> & { head: Buffer }): Promise<ListedLetter> {
  const { from } = await readMail(head)
  return { ...row, from: from.name, start: firstWords(start, row.subject) }
}

/** Without what the subject has said, the addresses of pages, and the rules between parts. */
function firstWords(start: string, subject: string): string {
  const paragraphs = start.split('\n\n')
  const first = paragraphs.findIndex((paragraph) => !repeats(paragraph, subject))
  const words = paragraphs
    .slice(Math.max(first, 0))
    .join(' ')
    .replace(/https?:\/\/\S+|-{3,}/g, ' ')
  return words.replace(/\s+/g, ' ').trim().slice(0, 200)
}

function repeats(paragraph: string, subject: string): boolean {
  const words = paragraph.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  const said = new Set(subject.toLowerCase().match(/[\p{L}\p{M}]+/gu))
  return words.filter((word) => said.has(word)).length > 0.7 * words.length
}

/** The one way to a letter: what went to somebody else is not there. */
export async function findLetter(db: Db, viewer: Viewer, id: number): Promise<ReceivedLetter> {
  if (!Number.isSafeInteger(id)) throw new NotFound()
  const row = await db
    .selectFrom('mailbox')
    .select(['id', 'subject', 'text', 'at', 'to_address', 'raw'])
    .where('id', '=', id)
    .where(isOwn(viewer))
    .executeTakeFirst()
  if (!row) throw new NotFound()

  const { to_address: to, raw, ...letter } = row
  const mail = await readMail(raw)
  const headers = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('utf8')
  return { ...letter, to, headers, ...wayBack(mail), html: mail.html, attachments: mail.attachments }
}

function wayBack({ from, headers, messageId, references }: IncomingMail) {
  const address = addressIn(headers.get('from')) ?? ''
  const answersTo = addressIn(headers.get('reply-to')) ?? address
  return {
    from: { name: from.name, address },
    answersTo: answersTo.startsWith(`${SYSTEM_NAME}@`) ? null : answersTo,
    messageId,
    references,
  }
}

/** Of a header that we wrote ourselves; our own domain may be as short as localhost. */
function addressIn(header: string | undefined): string | undefined {
  return /<?([^<>\s]+@[^<>\s]+)>?\s*$/.exec(header ?? '')?.[1]
}

/**
 * Went to a verified address of the viewer's, and was written to her. An address that she has only entered is not hers
 * yet: the code that would prove it must not be read here.
 */
function isOwn({ person }: Viewer) {
  const id = person?.id ?? null
  return sql<boolean>`to_address in (select address from address where person_id = ${id}::bigint and verified_at is not null)
    and not exists (select from outbox where outbox.id = mailbox.outbox_id and outbox.person_id <> ${id}::bigint)`
}

/** From which addresses she can write; the main one first. */
export async function listOwnAddresses(db: Db, { person }: Viewer): Promise<string[]> {
  const rows = await db
    .selectFrom('address')
    .select('address')
    .where('person_id', '=', person?.id ?? null)
    .where('verified_at', 'is not', null)
    .orderBy('is_primary', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ address }) => address)
}
