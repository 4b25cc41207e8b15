import { z } from 'zod'
import { sql } from '../../platform/db.ts'
import { findText } from '../../platform/files/text.ts'
import { job } from '../../platform/jobs.ts'
import { indexPost } from './distribution.ts'
import { lockPost } from './withdrawal.ts'

/** The words of a file are found as words of the posts that brought it. */
export const indexFileWords = job(
  'conversations.index-file-words',
  z.object({ id: z.number() }),
  async (db, { id }) => {
    const file = await findText(db, id)
    if (!file) return
    const { rows } = await sql<{ post_id: number }>`
    select distinct post_id from attachment join post on post.id = post_id
    where sha256 = ${file.sha256} and post.state = 'distributed'`.execute(db)
    for (const { post_id } of rows)
      await db.transaction().execute(async (tx) => {
        const post = await lockPost(tx, post_id)
        if (post.state === 'distributed') await indexPost(tx, post)
      })
  },
)
