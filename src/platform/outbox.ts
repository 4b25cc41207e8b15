import { config } from './config.ts'
import { type Db, type Id, now, sql } from './db.ts'
import type { LetterContent } from './mail/content.ts'
import type { Viewer } from './viewer.ts'

/**
 * A letter is a value made when it is sent, from the world as it is then, in the reader's language; null when its
 * reason is gone. `about` is the kind of the thing whose id the outbox row carries.
 */
export type Letter = {
  name: string
  about: string
  render: (db: Db, reader: Viewer, about_id: Id, batch: Batch) => Promise<LetterContent | null>
  /** The row goes when it is sent, so that nothing links a person to an unattributed post. */
  forget?: boolean
  /** Goes before all that waits: somebody sits before a page until it comes. */
  urgent?: boolean
}

/** What the same letter about the same thing may share among the readers of one batch, so that many cost few queries. */
export type Batch = {
  readers: Id[]
  /** Reads once for the batch; what depends on the reader's language or rights must say so in its key. */
  once: <T>(key: string, read: () => T) => T
}

export function letter(
  name: string,
  about: string,
  render: Letter['render'],
  options: { forget?: boolean; urgent?: boolean } = {},
): Letter {
  return { name, about, render, ...options }
}

type LetterName = Pick<Letter, 'name' | 'about'>
type Posting = { to: Id; about: Id; after?: Date }

/** Writes one outbox row for this person, thing and letter; a second time it is the same row. */
export async function post(tx: Db, { name, about: about_kind }: LetterName, { to, about, after }: Posting) {
  await tx
    .insertInto('outbox')
    .values({
      person_id: to,
      about_kind,
      about_id: about,
      letter: name,
      message_id: newMessageId(),
      send_after: after ?? now,
    })
    .onConflict((oc) => oc.columns(['person_id', 'about_kind', 'about_id', 'letter']).doNothing())
    .execute()
}

/** The same for everybody a query selects as `person_id`: one statement, however many they are. */
export async function postToAll(
  tx: Db,
  { name, about: about_kind }: LetterName,
  people: ReturnType<typeof sql>,
  about: Id,
) {
  await sql`
    insert into outbox (person_id, about_kind, about_id, letter, message_id, send_after)
    select person_id, ${about_kind}::text, ${about}::bigint, ${name}::text, ${newMessageId()}, app_now()
    from (${people}) people
    on conflict (person_id, about_kind, about_id, letter) do nothing`.execute(tx)
}

/** Fixed when the row is written, so that a copy sent again is known as the same mail. */
function newMessageId() {
  return sql<string>`new_key() || '@' || ${config().MAIL_DOMAIN}::text`
}

/** Letters that wait since before this moment are not sent any more: they would speak of what has passed. */
export async function restOutbox(db: Db, before: Date) {
  await sql`update outbox set state = 'dropped', error = 'too old' where state = 'waiting' and send_after < ${before}`.execute(
    db,
  )
}
