import type { Db, Id } from '../../../platform/db.ts'
import type { QuoteWish } from '../../../platform/tables.gen.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type ListedPost, listPosts } from '../../conversations/index.ts'
import type { Query } from '../query.ts'

export type Response = ListedPost & {
  response: { number: number; quote_wish: QuoteWish; additional: boolean; place: string | null; offline: boolean }
}

/** The posts of a query's thread as the viewer may see them; those that are responses carry their number. */
export async function listThread(db: Db, viewer: Viewer, { id, thread_id }: Query, holding?: { undo?: string[] }) {
  if (thread_id === null) return []
  const [posts, rows] = [await listPosts(db, viewer, { id: thread_id }, holding), await listRows(db, id)]
  const byPost = new Map(rows.map(({ post_id, ...response }) => [post_id, response]))
  return posts.map((post) => ({ ...post, response: byPost.get(post.id) }))
}

/** The responses alone, those taken back left out. */
export async function listResponses(db: Db, viewer: Viewer, query: Query): Promise<Response[]> {
  const posts = await listThread(db, viewer, query)
  return posts.filter((post): post is Response => post.response !== undefined && post.state === 'distributed')
}

function listRows(db: Db, query_id: Id) {
  return db
    .selectFrom('response')
    .select(['post_id', 'number', 'quote_wish', 'additional', 'place', 'offline'])
    .where('query_id', '=', query_id)
    .execute()
}

/** How many responses stand, waiting ones among them: for the desk and its clocks. */
export async function countResponses(db: Db, query_id: Id): Promise<number> {
  const { count } = await db
    .selectFrom('response')
    .innerJoin('post', 'post.id', 'post_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('query_id', '=', query_id)
    .where('post.state', 'in', ['waiting', 'distributed'])
    .executeTakeFirstOrThrow()
  return count
}
