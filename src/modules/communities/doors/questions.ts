import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { listSaid } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { may } from '../policy.ts'
import type { Community } from '../reads.ts'

export type Question = Pick<Selectable<Tables['application_question']>, 'id' | 'words' | 'required'>

const MOST_QUESTIONS = 5

/** The places a question can stand in on the form, and where the answer to one is written. */
export const questionFields = Array.from({ length: MOST_QUESTIONS }, (_, at) => at + 1)
export const answerField = (id: Id) => `answer-${id}`

/** What whoever asks to join is asked. */
export function listQuestions(db: Db, community_id: Id): Promise<Question[]> {
  return db
    .selectFrom('application_question')
    .select(['id', 'words', 'required'])
    .where('community_id', '=', community_id)
    .orderBy('position')
    .execute()
}

type Given = { words: string; required: boolean }

/** Puts these questions in the place of the old ones; answers that were given keep the words they were given to. */
export function setQuestions(
  db: Db,
  viewer: Viewer,
  community: Community,
  { questions, once }: { questions: Given[]; once: Once },
): Promise<void> {
  ensure(may.keep(viewer, community.id))
  return inTransaction(db, once, async (tx) => {
    await sql`select from community where id = ${community.id}::bigint for update`.execute(tx)
    const known = await listQuestions(tx, community.id)
    await tx.deleteFrom('application_question').where('community_id', '=', community.id).execute()
    const rows = questions.map(({ words, required }, position) => ({
      ...{ community_id: community.id, position, required },
      words: JSON.stringify({ ...wordsBefore(known, words), [community.language]: words }),
    }))
    if (rows.length > 0) await tx.insertInto('application_question').values(rows).execute()
    const subject = { kind: 'community', id: community.id, community_id: community.id }
    await record(tx, viewer, 'questions.changed', subject, { count: rows.length })
  })
}

/** A question that stays as it was keeps its translations. */
function wordsBefore(known: Question[], words: string): object {
  const same = known.find((one) => listSaid(one.words).includes(words))
  return (same?.words ?? {}) as object
}
