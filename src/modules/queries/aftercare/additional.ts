import { z } from 'zod'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { job } from '../../../platform/jobs.ts'
import { nobody } from '../../../platform/viewer.ts'
import { viewerOf } from '../../communities/index.ts'
import { addReply } from '../../library/index.ts'
import { listNames } from '../../people/index.ts'
import { listOffences } from '../compile/guard.ts'
import { itemResponse } from '../publication/document.ts'
import type { Query } from '../query.ts'
import { listResponses } from '../responses/reads.ts'

/** A response after publication stands on the reply as soon as it is out; its mail has gone with its post. */
export const addAdditional = job('queries.add-additional', z.object({ id: z.number() }), async (db, { id }) => {
  const query = await findPublished(db, id)
  const reader = query && (await viewerOf(db, query.asker_id, 'job'))
  if (!query?.item_id || !reader) return
  const response = (await listResponses(db, reader, query)).find((one) => one.id === id)
  if (!response) return

  const names = await listNames(db, response.author_id ? [response.author_id] : [])
  const reply = itemResponse(response, names)
  // One that names its writer against the wish beside it is left to the desk, who can shorten it.
  const alone = { query: { ...query, title: '', context: '' }, responses: [response], pieces: [] }
  const offends = (await listOffences(db, alone, '')).length > 0
  const shown = offends
    ? { ...reply, author: { name: '—', line: '', key: null }, html: '', text: '', quoted: false }
    : reply
  await db.transaction().execute((tx) => addReply(tx, nobody('job'), query.item_id as Id, shown))
})

async function findPublished(db: Db, post_id: Id): Promise<Query | undefined> {
  return db
    .selectFrom('response')
    .innerJoin('query', 'query.id', 'response.query_id')
    .selectAll('query')
    .where('response.post_id', '=', post_id)
    .where('response.additional', '=', true)
    .where(sql<boolean>`query.state = 'published'`)
    .executeTakeFirst()
}
