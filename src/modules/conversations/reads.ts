import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { type Db, type Id, type Selectable, sql, type Tables } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { pick } from '../../platform/i18n.ts'
import { hash } from '../../platform/secret.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { mayRead } from '../communities/index.ts'
import { listNames } from '../people/index.ts'
import { type Attribution, type ShownAuthor, shownAuthor } from './author.ts'

export type Reach = Tables['post']['reach']
export type Attachment = { key: string; name: string; type: string; size: number }

/** A thread with what its room has fixed for all that is written in it. */
export type Thread = Selectable<Tables['thread']> & {
  reach: Reach
  staff_only: boolean
  room_attribution: Attribution
}

/** A post as the viewer may see it: `body` is null when it was withdrawn, `attribution` the stricter of post and room. */
export type Post = Awaited<ReturnType<typeof queryOne>>

/** A post as it stands on a page or in a letter: whose it is has been decided. */
export type ListedPost = Post & { author: ShownAuthor; mine: boolean }

/** The secrets of unattributed posts that this browser may still take back. */
type Holding = { undo?: string[] }

/** The one way to a thread: what the viewer may not see is not there. */
export function findThread(db: Db, viewer: Viewer, key: string): Promise<Thread> {
  return orNotFound(selectThreads(db, viewer).where('thread.key', '=', key).executeTakeFirst())
}

export function findThreadById(db: Db, viewer: Viewer, id: Id): Promise<Thread> {
  return orNotFound(selectThreads(db, viewer).where('thread.id', '=', id).executeTakeFirst())
}

/** The talk of a community, newest first. */
export function listThreads(db: Db, viewer: Viewer, community_id: Id, limit = 20): Promise<Thread[]> {
  return selectThreads(db, viewer)
    .where('thread.community_id', '=', community_id)
    .where('thread.kind', '=', 'talk')
    .orderBy('thread.id', 'desc')
    .limit(limit)
    .execute()
}

function selectThreads(db: Db, viewer: Viewer) {
  return db
    .selectFrom('thread')
    .innerJoin('room', 'room.id', 'thread.room_id')
    .selectAll('thread')
    .select(['room.reach', 'room.staff_only', 'room.attribution as room_attribution'])
    .where(mayRead(viewer, { room_id: 'thread.room_id', reach: 'room.reach', staff_only: 'room.staff_only' }))
}

/** All posts of a thread that the viewer may see, with their authors and attachments, in two questions however many. */
export async function listPosts(db: Db, viewer: Viewer, { id }: Pick<Thread, 'id'>, holding: Holding = {}) {
  const posts = await selectPosts(db, viewer, holding, mayReadIn(viewer, id))
    .where('post.thread_id', '=', id)
    .orderBy('post.number')
    .execute()
  return withAuthors(db, viewer, posts)
}

/** These posts, as far as the viewer may see them: for digests, search results and a compiled reply. */
export async function listPostsById(db: Db, viewer: Viewer, ids: Id[]): Promise<ListedPost[]> {
  if (ids.length === 0) return []
  const posts = await selectPosts(db, viewer).where(sql<boolean>`post.id = any(${ids})`).orderBy('post.id').execute()
  return withAuthors(db, viewer, posts)
}

/** The one way to a post: what the viewer may not see is not there. */
export function findPost(db: Db, viewer: Viewer, key: string, holding: Holding = {}): Promise<Post> {
  return orNotFound(selectPosts(db, viewer, holding).where('post.key', '=', key).executeTakeFirst())
}

export function findPostById(db: Db, viewer: Viewer, id: Id): Promise<Post> {
  return orNotFound(queryOne(db, viewer, id))
}

function queryOne(db: Db, viewer: Viewer, id: Id) {
  return selectPosts(db, viewer)
    .where('post.id', '=', id)
    .executeTakeFirstOrThrow(() => new NotFound())
}

/** Names are asked once for all; each goes only where `shownAuthor` lets it. */
export async function withAuthors(db: Db, viewer: Viewer, posts: Post[]): Promise<ListedPost[]> {
  const names = await listNames(
    db,
    posts.flatMap(({ author_id }) => author_id ?? []),
  )
  return posts.map((post) => ({
    ...post,
    author: shownAuthor(post, names),
    mine: post.author_id !== null && post.author_id === viewer.person?.id,
  }))
}

function selectPosts(db: Db, viewer: Viewer, { undo = [] }: Holding = {}, readable = mayReadPost(viewer)) {
  return db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .innerJoin('room', 'room.id', 'thread.room_id')
    .innerJoin('community', 'community.id', 'thread.community_id')
    .select(['post.id', 'post.key', 'post.thread_id', 'post.number', 'post.author_id', 'post.organisation'])
    .select([
      'post.reach',
      'post.staff_only',
      'post.language',
      'post.via',
      'post.state',
      'post.distribute_at',
      'post.at',
    ])
    .select(['thread.key as thread_key', 'thread.kind as thread_kind', 'thread.title as thread_title'])
    .select(['thread.community_id', 'thread.room_id', 'community.name as community_name'])
    .select([
      sql<Attribution>`greatest(post.attribution, room.attribution)`.as('attribution'),
      // Asked once for all posts, where `app_now()` alone would be for each.
      sql<number>`greatest(1, ceil(extract(epoch from post.distribute_at - (select app_now())) / 60))::int`.as(
        'minutes_left',
      ),
      sql<string | null>`case when post.state <> 'withdrawn' then post.body end`.as('body'),
      sql<string | null>`case when post.state <> 'withdrawn' then post.body_html end`.as('body_html'),
    ])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('attachment')
          .select(['attachment.key', 'attachment.name', 'attachment.type', 'attachment.size'])
          .whereRef('attachment.post_id', '=', 'post.id')
          .where(sql<boolean>`post.state <> 'withdrawn'`)
          .orderBy('position'),
      ).as('attachments'),
    )
    .where(readable)
    .where(isOut(viewer, undo))
}

function mayReadPost(viewer: Viewer) {
  return mayRead(viewer, { room_id: 'thread.room_id', reach: 'post.reach', staff_only: 'post.staff_only' })
}

/** The same rule, asked once for each audience of a thread and not for each post; `offset 0` keeps it outside. */
function mayReadIn(viewer: Viewer, thread_id: Id) {
  const rule = mayRead(viewer, { room_id: 'room_id', reach: 'of.reach', staff_only: 'of.staff_only' })
  return sql<boolean>`(post.reach, post.staff_only) in (
    select of.reach, of.staff_only from thread, (select distinct reach, staff_only from post where thread_id = ${thread_id} offset 0) of
    where thread.id = ${thread_id} and ${rule})`
}

/** Before its time is over a post is seen by its author alone: by her name, or by the secret that she holds. */
function isOut(viewer: Viewer, undo: string[]) {
  return sql<boolean>`(post.state in ('distributed', 'withdrawn', 'expired')
    or post.author_id = ${viewer.person?.id ?? null}::bigint or post.undo_hash = any(${undo.map(hash)}::text[]))`
}

/** A file, through the rule of the post that it hangs on. */
export async function findAttachment(db: Db, viewer: Viewer, key: string, holding: Holding = {}) {
  const attachment = await db
    .selectFrom('attachment')
    .innerJoin('post', 'post.id', 'attachment.post_id')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select(['sha256', 'name', 'type', 'size'])
    .where('attachment.key', '=', key)
    .where('post.state', '<>', 'withdrawn')
    .where(mayRead(viewer, { room_id: 'thread.room_id', reach: 'post.reach', staff_only: 'post.staff_only' }))
    .where(isOut(viewer, holding.undo ?? []))
    .executeTakeFirst()
  return orNotFound(Promise.resolve(attachment))
}

/** The post that this Message-ID stands for, ours or another's. */
export async function findPostOfMessage(db: Db, messageIds: string[]) {
  const row = await db
    .selectFrom('message_ref')
    .innerJoin('post', 'post.id', 'post_id')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select(['post_id', 'thread_id', 'thread.kind', 'thread.community_id'])
    .where(sql<boolean>`message_id = any(${messageIds})`)
    .orderBy('post_id', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** The community's name, in the reader's language. */
export function communityTitle({ community_name }: Pick<Post, 'community_name'>): string {
  return pick(community_name)
}

async function orNotFound<T>(found: Promise<T | undefined>): Promise<T> {
  const thing = await found
  if (!thing) throw new NotFound()
  return thing
}
