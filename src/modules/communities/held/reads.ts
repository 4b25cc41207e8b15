import type { Db, Id } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { logFault } from '../../../platform/log.ts'
import { readRaw } from '../../../platform/mail/raw-store.ts'
import { readMail, replyTextOf } from '../../../platform/mail/read.ts'
import { heldKey, readHeldKey, readReplyAddress } from '../../../platform/mail/tokens.ts'
import { findHeld, type HeldMail } from '../../../platform/mail/work-inbound/held.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../reads.ts'

/** A mail that came to a community's address and waits for a look. */
export type Held = {
  id: Id
  community_id: Id
  /** Stands for the id in addresses. */
  key: string
  from_address: string
  /** The member whose address that is. */
  sender: { id: Id; name: string; isMember: boolean } | null
  subject: string
  /** One of our words, or the sentence that its writer is to be told. */
  reason: string
  received_at: Date
}

const MOST_SHOWN = 20

/** What waits longest comes first; the rest of a flood comes up as these are settled. */
export async function listHeld(db: Db, { id }: Community): Promise<(Held & { start: string; files: string[] })[]> {
  const rows = await select(db, id)
    .where('inbound_mail.state', '=', 'held')
    .orderBy('received_at')
    .limit(MOST_SHOWN)
    .execute()
  const shown = []
  // One after the other: each is read whole, in memory.
  for (const { file, ...row } of rows) shown.push({ ...withKey(row), ...(await readStart(file)) })
  return shown
}

/** The one way to a mail that was held for a community, settled by now or not; that of another one is not there. */
export async function findHeldIn(db: Db, { id }: Community, key: string): Promise<Held> {
  const row = await select(db, id)
    .where('inbound_mail.id', '=', readHeldKey(key) ?? 0)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { file: _, ...held } = row
  return withKey(held)
}

function select(db: Db, community_id: Id) {
  return db
    .selectFrom('inbound_mail')
    .leftJoin('address', (join) =>
      join.onRef('address.address', '=', 'from_address').on('address.verified_at', 'is not', null),
    )
    .leftJoin('person', 'person.id', 'address.person_id')
    .leftJoin('membership', (join) =>
      join
        .onRef('membership.person_id', '=', 'person.id')
        .onRef('membership.community_id', '=', 'inbound_mail.community_id')
        .on('membership.state', '=', 'member'),
    )
    .select(['inbound_mail.id', 'from_address', 'subject', 'reason', 'received_at', 'file'])
    .select(['person.id as person_id', 'person.name', 'membership.person_id as member_id'])
    .select('inbound_mail.community_id')
    .where('inbound_mail.community_id', '=', community_id)
    .$narrowType<{ community_id: Id }>()
}

type Row = Omit<Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>, 'file'>

function withKey({ person_id, name, member_id, ...row }: Row): Held {
  return {
    id: row.id,
    community_id: row.community_id,
    key: heldKey(row.id),
    from_address: row.from_address ?? '',
    sender: person_id === null ? null : { id: person_id, name: name ?? '', isMember: member_id !== null },
    subject: row.subject ?? '',
    reason: row.reason ?? '',
    received_at: row.received_at,
  }
}

async function readStart(file: string | null): Promise<{ start: string; files: string[] }> {
  if (!file) return { start: '', files: [] }
  const mail = await readRaw(file).then(readMail).catch(asUnread)
  if (!mail) return { start: '', files: [] }
  return { start: firstLines(replyTextOf(mail).text), files: mail.attachments.map(({ name }) => name) }
}

/** One mail that cannot be read, or whose file is gone, keeps no other from being settled. */
function asUnread(error: unknown): null {
  logFault(error)
  return null
}

function firstLines(text: string): string {
  const start = text.split('\n').slice(0, 8).join('\n').slice(0, 500).trim()
  return start.length < text.trim().length ? `${start} …` : start
}

/** `mail` is null when it waits for no word of hers any more. */
export type ToConfirm = { id: Id; mail: HeldMail | null }

/**
 * A mail that waits for the word of the one we wrote to. Whoever holds the link had our letter, which went to her alone;
 * to anybody who is signed in as somebody else it opens nothing.
 */
export async function findToConfirm(db: Db, { person }: Viewer, key: string): Promise<ToConfirm> {
  const id = readHeldKey(key) ?? 0
  const row = await db.selectFrom('inbound_mail').select('recipient').where('id', '=', id).executeTakeFirst()
  const to = readReplyAddress(row?.recipient.split('@')[0] ?? '')
  if (!to || (person && person.id !== to.person_id)) throw new NotFound()
  return { id, mail: await findHeld(db, key).catch(orNull) }
}

function orNull(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}
