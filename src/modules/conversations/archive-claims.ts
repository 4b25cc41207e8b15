import { z } from 'zod'
import { sql } from '../../platform/db.ts'
import { job } from '../../platform/jobs.ts'
import { attributeInSearch } from '../../platform/search-entry.ts'
import { claimArchives, dropArchiveAuthors } from '../people/index.ts'

/** When she proves an address, what archives hold from it is hers. Twice is once. */
export const claimArchivedPosts = job('conversations.claim-archived', z.object({ id: z.number() }), (db, { id }) =>
  db.transaction().execute(async (tx) => {
    const former = await claimArchives(tx, id)
    if (former.length === 0) return
    await sql`update post set author_id = ${id} where author_id = any(${former}::bigint[])`.execute(tx)
    await attributeInSearch(tx, former, id)
    await dropArchiveAuthors(tx, former)
  }),
)
