import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { clock } from '../../../platform/clocks.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { isMember } from '../../communities/index.ts'
import { askUse, findItemById, recordUse, type Used } from '../../library/index.ts'
import { lockQuery, type Query } from '../query.ts'
import { followUp, type Round, rounds } from './clocks.ts'
import { letterOf } from './letters.ts'

/** After 30 and 90 days: did you use any of it? */
export const followUpClock = clock(followUp.kind, (db, id, round) =>
  inTransaction(db, undefined, async (tx) => {
    const query = await lockQuery(tx, id)
    const letter = letterOf(round)
    if (query.state !== 'published' || !query.item_id || !letter) return
    await askUse(tx, query.item_id, query.asker_id, round)
    await post(tx, letter, { to: query.asker_id, about: id })
  }),
)

type Telling = { used: Used; line: string; round: Round; once: Once }

/** What the asker made of the reply to her own query. */
export async function tellUse(db: Db, viewer: Viewer, query: Query, { used, line, round, once }: Telling) {
  ensure(viewer.person?.id === query.asker_id && isMember(viewer, query.community_id))
  if (!query.item_id) throw new NotFound()
  const item = await findItemById(db, viewer, query.item_id)
  await recordUse(db, viewer, item, { used, line, round, once })
}

/** The last round in which she was asked; before she is asked, the first. */
export async function roundOf(db: Db, { item_id, asker_id }: Query): Promise<Round> {
  const row = await db
    .selectFrom('item_use')
    .select('round')
    .where('item_id', '=', item_id as Id)
    .where('person_id', '=', asker_id)
    .where('round', 'in', [...rounds])
    .orderBy('round', 'desc')
    .executeTakeFirst()
  return row?.round === 90 ? 90 : 30
}
