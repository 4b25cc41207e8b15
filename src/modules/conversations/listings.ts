import { type Db, type Id, sql } from '../../platform/db.ts'
import type { DigestPart, Found } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { digestCommunities } from '../notices/index.ts'
import { threadPaths } from './kinds.ts'
import { wordsOf } from './mails.ts'
import { communityTitle, type ListedPost, listPostsById, type Thread } from './reads.ts'

type Window = { kind: Thread['kind']; since: Date; until: Date }

/** What became readable in a time, for the reader's digest: posts of one kind of thread, oldest first. */
export async function listDistributed(db: Db, reader: Viewer, { kind, since, until }: Window): Promise<ListedPost[]> {
  const rows = await db
    .selectFrom('activity')
    .innerJoin('post', 'post.id', 'activity.subject_id')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select('post.id')
    .where('activity.verb', '=', 'post.distributed')
    .where('thread.kind', '=', kind)
    .where('activity.at', '>', since)
    .where('activity.at', '<=', until)
    .where(sql<boolean>`activity.community_id = any(${digestCommunities(reader)}::bigint[])`)
    .where(sql<boolean>`post.author_id is distinct from ${reader.person?.id ?? null}::bigint`)
    .orderBy('activity.id')
    .limit(200)
    .execute()
  const posts = await listPostsById(
    db,
    reader,
    rows.map(({ id }) => id),
  )
  return posts.filter(({ state }) => state === 'distributed')
}

/** Talk, thread by thread, in the words of those who wrote. */
export async function talkDigest(db: Db, reader: Viewer, since: Date, until: Date): Promise<DigestPart[]> {
  const posts = await listDistributed(db, reader, { kind: 'talk', since, until })
  const threads = [...new Set(posts.map(({ thread_id }) => thread_id))]
  return threads.map((id) => {
    const ofThread = posts.filter(({ thread_id }) => thread_id === id)
    return { heading: headingOf(ofThread[0] as ListedPost), blocks: ofThread.flatMap(wordsOf) }
  })
}

function headingOf(post: ListedPost): string {
  return `${communityTitle(post)}: ${post.thread_title}`
}

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
    href: `${paths.get(post.thread_id) ?? ''}#post-${post.number}`,
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
