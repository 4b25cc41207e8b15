import { inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import { config } from '../../platform/config.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { readStopLetterToken, stopLetterToken } from '../../platform/mail/tokens.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { viewerOf } from '../communities/index.ts'

/** A kind of letter that one step stops, beside the mail of a community; known by the code that its replies go to. */
type Stoppable = {
  code: number
  /** What it is called, in the reader's language: “the digest”. */
  name: () => string
  isStopped: (db: Db, viewer: Viewer) => Promise<boolean>
  stop: (db: Db, viewer: Viewer) => Promise<unknown>
}

const stoppables = new Map<number, Stoppable>()

/** A module that sends such letters says how they stop; their links open `/stop/…`. */
export function offerStop(stoppable: Stoppable) {
  stoppables.set(stoppable.code, stoppable)
}

export function stopLink(person_id: Id, code: number) {
  return { href: `${config().BASE_URL}/stop/${stopLetterToken(person_id, code)}` }
}

/** Whose letters of which kind a link of ours stops. */
export async function findStoppable(db: Db, token: string): Promise<{ viewer: Viewer | null; stoppable: Stoppable }> {
  const read = readStopLetterToken(token)
  const stoppable = stoppables.get(read?.code ?? -1)
  if (!read || !stoppable) throw new NotFound()
  return { viewer: await viewerOf(db, read.person_id, 'mail'), stoppable }
}

/** For letters without a setting of their own elsewhere: whether this person wants them. */
export async function wantsLetter(db: Db, { person }: Viewer, letter: string): Promise<boolean> {
  const row = await db
    .selectFrom('letter_stop')
    .select('letter')
    .where('person_id', '=', person?.id ?? null)
    .where('letter', '=', letter)
    .executeTakeFirst()
  return !row
}

type Wish = { wanted: boolean; once?: Once }

export function setLetter(db: Db, viewer: Viewer, letter: string, { wanted, once }: Wish): Promise<boolean> {
  const person_id = viewer.person?.id
  if (!person_id) throw new NotFound()
  return inTransaction(db, once, async (tx) => {
    if (wanted) await sql`delete from letter_stop where person_id = ${person_id} and letter = ${letter}`.execute(tx)
    else
      await sql`insert into letter_stop (person_id, letter) values (${person_id}, ${letter}) on conflict do nothing`.execute(
        tx,
      )
    await record(tx, viewer, 'letter.chosen', { kind: 'person', id: person_id }, { letter, wanted })
    return wanted
  })
}

/** A whole reply, or the subject of a mail program's own way to unsubscribe, in the languages that Copse speaks. */
export function saysStop({ subject, text }: { subject: string; text: string }): boolean {
  const stop = /^\s*(?:please\s+)?(?:stop|unsubscribe|रोकें|रोक दें|रोकिए|बंद|बंद करें|बन्द करें)\s*[.!।]*\s*$/iu
  return stop.test(text) || (text.trim() === '' && stop.test(subject))
}
