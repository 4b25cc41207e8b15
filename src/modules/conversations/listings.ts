import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Found } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { placeInThread, threadPaths } from './kinds.ts'
import { communityTitle, listPostsById } from './reads.ts'

/** Where search results that are posts lead, and how they are named. */
export async function listFoundPosts(db: Db, viewer: Viewer, ids: Id[]): Promise<Found[]> {
  const posts = (await listPostsById(db, viewer, ids)).filter(({ state }) => state === 'distributed')
  const paths = await threadPaths(
    db,
    posts.map(({ thread_id, thread_key, thread_kind }) => ({ id: thread_id, key: thread_key, kind: thread_kind })),
  )
  return posts.map((post) => ({
    kind: 'post',
    subject_id: post.id,
    title: post.thread_title,
    href: (paths.get(post.thread_id) ?? '') + placeInThread(post.thread_kind, post.number),
    label: communityTitle(post),
    line: post.author.line ? `${post.author.name}, ${post.author.line}` : post.author.name,
  }))
}

/** The addresses of threads of talk, in one question. */
export async function talkPaths(db: Db, threads: { id: Id }[]): Promise<Map<Id, string>> {
  const rows = await db
    .selectFrom('thread')
    .innerJoin('slug', 'slug.community_id', 'thread.community_id')
    .select(['thread.id', 'thread.key', 'slug.slug'])
    .where('slug.until', 'is', null)
    .where(sql<boolean>`thread.id = any(${threads.map(({ id }) => id)}::bigint[])`)
    .execute()
  return new Map(rows.map(({ id, key, slug }) => [id, `/communities/${slug}/talk/${key}`]))
}
