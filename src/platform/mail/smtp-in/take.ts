import type { Readable } from 'node:stream'
import { config } from '../../config.ts'
import { type Db, sql } from '../../db.ts'
import type { Program } from '../../module.ts'
import { networkOf, withinRate } from '../../rates.ts'
import { authenticate, NO_VERDICT, type Resolver, type Verdict } from '../authenticate.ts'
import { dropRaw, readRaw, storeRaw, TooLarge } from '../raw-store.ts'
import { MOST_BYTES } from '../read/limits.ts'
import { type IncomingMail, readMail, TooLarge as TooLargeToRead, TooManyParts, TooSlow } from '../read.ts'
import { FORGOTTEN, type Identity, identityOf, onceKey } from './identity.ts'
import { type Recipient, SmtpRefusal } from './recipient.ts'

export type Envelope = {
  from: string
  recipients: Recipient[]
  ip: string
  helo: string
  /** Written on the page of the built-in mailbox, whose reader we know, from this address of hers. */
  submitter?: string
}

type Parts = { db: Db; program: Program }
type TakeOptions = { resolver?: Resolver }

/**
 * Takes a mail in: when this returns, file and row are durable, or it was here before. Throws SmtpRefusal for a mail that
 * is not for us; after any other error the sender keeps it and tries again.
 */
export async function takeMail(parts: Parts, envelope: Envelope, stream: Readable, options: TakeOptions = {}) {
  const files = await storeRaw(stream, MOST_BYTES, envelope.recipients.length).catch(refuseLarge)
  const examined = await inTurn(() => examine(parts, envelope, files[0] ?? '', options)).catch(async (error) => {
    await dropRaw(...files)
    throw error
  })
  // Should this fail after the commit, the row names the file: so from here on only the sweep removes one.
  const kept = await insertRows(parts.db, envelope, examined, files)
  await dropRaw(...files.filter((file) => !kept.includes(file)))
}

type Examined = { mail: IncomingMail; verdict: Verdict }

async function examine(
  { db, program }: Parts,
  envelope: Envelope,
  file: string,
  { resolver }: TakeOptions,
): Promise<Examined> {
  const raw = await readRaw(file)
  const mail = await readMail(raw).catch(refuseUnreadable)
  refuseLoop(mail)
  if (envelope.recipients.some(({ kind }) => kind === 'keeper')) await refuseFlood(db, envelope, raw.length)
  if (!envelope.recipients.some(isForPeople)) return { mail, verdict: NO_VERDICT }

  const from = senderOf(mail)
  for (const recipient of envelope.recipients) await ensureMember(db, program, from, recipient)
  if (envelope.submitter === from) return { mail, verdict: { ...NO_VERDICT, aligned: true } }
  const hop = { ip: envelope.ip, helo: envelope.helo, sender: envelope.from, from }
  return { mail, verdict: await authenticate(raw, hop, resolver) }
}

function refuseLarge(error: unknown): never {
  if (error instanceof TooLarge) {
    throw new SmtpRefusal(552, '5.3.4 This mail is larger than 25 MB. Please send large files another way.')
  }
  throw error
}

function refuseUnreadable(error: unknown): never {
  if (error instanceof TooManyParts) {
    throw new SmtpRefusal(
      550,
      '5.6.0 This mail has more parts than any that a person writes. Please send it as plain text.',
    )
  }
  if (error instanceof TooLargeToRead || error instanceof TooSlow) {
    throw new SmtpRefusal(550, '5.6.0 This mail cannot be read. Please send it as plain text.')
  }
  throw error
}

const MOST_STATIONS = 50

function refuseLoop({ headers, from }: IncomingMail) {
  const stations = headers.get('received')?.split('\n').length ?? 0
  if (stations > MOST_STATIONS || from.address?.endsWith(`@${config().MAIL_DOMAIN}`)) {
    throw new SmtpRefusal(550, '5.4.6 This mail goes round in circles.')
  }
}

const LONGEST_TO_KEEPER = 1024 * 1024

/** Anybody may write to the keeper, and all of it is kept until somebody looks: so it is bounded for each network and for all. */
async function refuseFlood(db: Db, { ip }: Envelope, size: number) {
  if (size > LONGEST_TO_KEEPER)
    throw new SmtpRefusal(552, '5.3.4 Mail to this address may have 1 MB. Please send it without files.')
  const within = [
    await withinRate(db, `mail to keeper ${networkOf(ip)}`, 20, 24 * 60),
    await withinRate(db, 'mail to keeper', 200, 24 * 60),
  ]
  if (within.includes(false))
    throw new SmtpRefusal(451, '4.7.1 Too many mails to this address today. Please try again tomorrow.')
}

function isForPeople({ kind }: Recipient): boolean {
  return kind === 'community' || kind === 'reply'
}

function senderOf({ from }: IncomingMail): string {
  if (from.address) return from.address
  throw new SmtpRefusal(550, '5.7.1 The From line of a mail must name exactly one address.')
}

async function ensureMember(db: Db, { directory }: Program, from: string, recipient: Recipient) {
  if (recipient.kind !== 'community') return
  const sender = await directory.findSender(db, from)
  const viewer = sender && (await directory.viewerOf(db, sender.person_id, 'mail'))
  if (viewer && directory.isMember(viewer, recipient.community_id)) return
  throw new SmtpRefusal(
    550,
    `5.7.1 ${recipient.address} takes mail from its members only, and ${from} is none. How to join: ${config().BASE_URL}`,
  )
}

/** One statement for all recipients; a mail that is here already adds none. Gives the files that are named now. */
async function insertRows(db: Db, envelope: Envelope, { mail, verdict }: Examined, files: string[]): Promise<string[]> {
  const rows = envelope.recipients.map((recipient, at) => ({
    ...identityOf(mail, recipient.address),
    envelope_from: envelope.from,
    from_address: mail.from.address,
    subject: mail.subject,
    file: files[at] ?? null,
    client_ip: envelope.ip,
    verdict: sql<string>`${JSON.stringify(verdict)}::jsonb`,
    community_id: recipient.kind === 'community' ? recipient.community_id : null,
  }))
  const forgotten = await listForgotten(db, rows)
  const fresh = rows.filter((row) => !forgotten.has(onceKey(row)))
  if (fresh.length === 0) return []
  const kept = await db
    .insertInto('inbound_mail')
    .values(fresh)
    .onConflict((oc) => oc.columns(['recipient', 'message_id', 'body_hash']).doNothing())
    .returning('file')
    .execute()
  return kept.map(({ file }) => file ?? '')
}

/** Of a mail that was forgotten only the key of having been here is left. */
async function listForgotten(db: Db, identities: Identity[]): Promise<Set<string>> {
  const keys = identities.map(onceKey)
  const rows = await db
    .selectFrom('inbound_mail')
    .select('message_id')
    .where('recipient', '=', FORGOTTEN)
    .where(sql<boolean>`message_id = any(${keys})`)
    .execute()
  return new Set(rows.map(({ message_id }) => message_id))
}

const MOST_AT_ONCE = 2
let busy = 0
const waiting: (() => void)[] = []

/** Mails are read whole, in memory: only a few at a time. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else busy++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}
