import { z } from 'zod'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { job } from '../../platform/jobs.ts'
import { indexItem } from './actions.ts'
import { type ItemDocument, withoutPosts } from './document.ts'

/** A response that its author withdraws goes from every version and from search; the page shows at once that it is gone. */
export const takeOutWithdrawn = job('library.take-out-withdrawn', z.object({ id: z.number() }), async (db, { id }) => {
  await db.transaction().execute(async (tx) => {
    for (const item_id of await listWith(tx, id)) {
      await emptyVersions(tx, item_id, id)
      await emptyItem(tx, item_id, id)
    }
  })
})

async function listWith(tx: Db, post_id: Id): Promise<Id[]> {
  const holds = (list: string) => JSON.stringify({ [list]: [{ post_id }] })
  const { rows } = await sql<{ id: Id }>`
    select item.id from item join thread on thread.community_id = item.community_id join post on post.thread_id = thread.id
    where post.id = ${post_id} and post.state = 'withdrawn'
      and (document @> ${holds('responses')}::jsonb or document @> ${holds('additional')}::jsonb)
    for update of item`.execute(tx)
  return rows.map(({ id }) => id)
}

async function emptyVersions(tx: Db, item_id: Id, post_id: Id) {
  const versions = await tx.selectFrom('item_version').selectAll().where('item_id', '=', item_id).execute()
  for (const { version, document } of versions)
    await tx
      .updateTable('item_version')
      .set({ document: without(document, post_id) })
      .where('item_id', '=', item_id)
      .where('version', '=', version)
      .execute()
}

async function emptyItem(tx: Db, item_id: Id, post_id: Id) {
  const { document } = await tx
    .selectFrom('item')
    .select('document')
    .where('id', '=', item_id)
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('item')
    .set({ document: without(document, post_id) })
    .where('id', '=', item_id)
    .execute()
  await indexItem(tx, item_id)
}

function without(document: unknown, post_id: Id): string {
  return JSON.stringify(withoutPosts(document as ItemDocument, [post_id]))
}
