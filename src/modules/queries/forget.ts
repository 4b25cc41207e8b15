import { type Db, type Id, sql } from '../../platform/db.ts'

/** Her own first words, and queries that were never posted; a posted one stays, asked by a former member. */
export async function forgetAsker(tx: Db, person_id: Id): Promise<string[]> {
  const asked = sql`select id from query where asker_id = ${person_id}`
  await sql`update query set asked_text = '', exit_reason = null, redirected_to = null where asker_id = ${person_id}`.execute(
    tx,
  )
  await sql`
    update query set title = '', context = '', tried = '', purpose = '', sub_questions = '{}', place = null, state = 'withdrawn'
    where asker_id = ${person_id} and posted_at is null`.execute(tx)
  await sql`delete from query_shape where query_id in (${asked})`.execute(tx)
  await sql`update compile_draft set review_note = null where query_id in (${asked})`.execute(tx)
  await sql`delete from nudge where person_id = ${person_id}`.execute(tx)
  await sql`update query set claimed_by = null where claimed_by = ${person_id}`.execute(tx)
  return []
}
