import { type Db, type Id, sql } from '../../platform/db.ts'
import { MARK, type Match, markPassages } from '../../platform/search.ts'

export type Held = { file: string; passage: string }

/** Where the own words of a post show nothing of what was asked: the file that came with it and does, and the passage there. */
export async function listFilesHolding(db: Db, query: string, posts: Match[]): Promise<Map<Id, Held>> {
  if (posts.length === 0) return new Map()
  const { rows } = await sql<{ post_id: Id; name: string; language: string; text: string }>`
    select post_id, attachment.name, post.language, file_text.text
    from attachment join file_text using (sha256) join post on post.id = post_id
    where post_id = any(${posts.map(({ subject_id }) => subject_id)}::bigint[]) and file_text.state = 'read'
    order by post_id, attachment.position limit ${sql.lit(MOST)}`.execute(db)
  const passages = await markPassages(db, query, rows)
  const holding = rows.flatMap(({ post_id, name: file }, nth) => {
    const passage = passages[nth] ?? ''
    return passage.includes(MARK.start) ? [[post_id, { file, passage }] as const] : []
  })
  // The first file of a post is named: it is the last to be put in.
  return new Map(holding.reverse())
}

const MOST = 40
