import type { Kysely } from 'kysely'
import { type Db, type Id, now, sql, type Tables } from '../../../platform/db.ts'
import { z } from '../../../platform/http.ts'
import { job } from '../../../platform/jobs.ts'
import { may } from '../policy.ts'
import { viewerOf } from '../viewer.ts'
import type { Worked, Working } from './each.ts'
import { inviteLines } from './inviting.ts'
import { proposeLines } from './proposing-postings.ts'
import type { Batch } from './reads.ts'
import { settleInvited } from './settling.ts'

/** Part by part until nothing waits: whoever takes it up after a kill goes on where the last whole part ended. */
export const workBatch = job('communities.work-batch', z.object({ id: z.number() }), async (db, { id }) => {
  while ((await workPart(db, id)) > 0) {}
})

/** Her yes brings her cohort and her posting with it. */
export const settleNewMember = job('communities.settle-invited', z.object({ id: z.number() }), (db, { id }) =>
  db.transaction().execute((tx) => settleInvited(tx, id)),
)

const LINES_IN_A_PART = 100

/** One part in one transaction, one worker at a time; gives how many lines it has settled. */
export function workPart(db: Kysely<Tables>, id: Id, most = LINES_IN_A_PART): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const batch = await tx.selectFrom('batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!batch?.confirmed_at || batch.done_at) return 0
    const lines = await takeLines(tx, batch, most)
    if (lines.length === 0) await tx.updateTable('batch').set({ done_at: now }).where('id', '=', id).execute()
    if (lines.length > 0) await save(tx, batch, await workLines(tx, batch, lines))
    return lines.length
  })
}

function takeLines(tx: Db, { id }: Batch, most: number): Promise<Working[]> {
  return tx
    .selectFrom('batch_line')
    .select(['line', 'name', 'address', 'fields', 'person_id'])
    .where('batch_id', '=', id)
    .where('state', '=', 'ready')
    .orderBy('line')
    .limit(most)
    .execute() as Promise<Working[]>
}

/** Whoever may not any more has begun what nobody carries on. */
async function workLines(tx: Db, batch: Batch, lines: Working[]): Promise<Worked[]> {
  const viewer = await viewerOf(tx, batch.by_id, 'job')
  if (!viewer || !may.keep(viewer, batch.community_id))
    return lines.map(({ line }) => ({ line, state: 'refused', trouble: 'no-right' }))
  return (batch.kind === 'postings' ? proposeLines : inviteLines)(tx, viewer, batch, lines)
}

async function save(tx: Db, { id }: Batch, worked: Worked[]) {
  await sql`
    update batch_line set state = given.state, trouble = given.trouble, transfer_id = given.transfer_id,
      person_id = coalesce(given.person_id, batch_line.person_id)
    from jsonb_to_recordset(${JSON.stringify(worked)}::jsonb)
      as given (line int, state text, person_id bigint, transfer_id bigint, trouble text)
    where batch_id = ${id} and batch_line.line = given.line`.execute(tx)
}
