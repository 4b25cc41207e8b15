import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { type Db, type Id, type Selectable, sql, type Tables } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { pick } from '../../platform/i18n.ts'
import { hash } from '../../platform/secret.ts'
import { nobody, type Viewer } from '../../platform/viewer.ts'
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

/** Which posts: the secrets of unattributed ones that this browser may still take back, and a range of numbers. */
type Which = { undo?: string[]; from?: number; to?: number }

/** The one way to a thread: what the viewer may not see is not there. */
export function findThread(db: Db, viewer: Viewer, key: string): Promise<Thread> {
  return orNotFound(selectThreads(db, viewer).where('thread.key', '=', key).executeTakeFirst())
}

export function findThreadById(db: Db, viewer: Viewer, id: Id): Promise<Thread> {
  return orNotFound(selectThreads(db, viewer).where('thread.id', '=', id).executeTakeFirst())
}

function selectThreads(db: Db, viewer: Viewer) {
  return db
    .selectFrom('thread')
    .innerJoin('room', 'room.id', 'thread.room_id')
    .selectAll('thread')
    .select(['room.reach', 'room.staff_only', 'room.attribution as room_attribution'])
    .where(mayRead(viewer, { room_id: 'thread.room_id', reach: 'room.reach', staff_only: 'room.staff_only' }))
}

/** The posts of a thread that the viewer may see, with authors and attachments, in two questions however many. */
export async function listPosts(db: Db, viewer: Viewer, { id }: Pick<Thread, 'id'>, which: Which = {}) {
  const { undo, from = 1, to = MOST_NUMBER } = which
  const posts = await selectPosts(db, viewer, undo, mayReadIn(viewer, id, [from, to]))
    .where('post.thread_id', '=', id)
    .where((eb) => eb.between('post.number', from, to))
    .orderBy('post.number')
    .execute()
  return withAuthors(db, viewer, posts)
}

export const MOST_NUMBER = 2 ** 31 - 1

/** These posts, as far as the viewer may see them: for digests, search results and a compiled reply. */
export async function listPostsById(db: Db, viewer: Viewer, ids: Id[]): Promise<ListedPost[]> {
  if (ids.length === 0) return []
  const posts = await selectPosts(db, viewer).where(sql<boolean>`post.id = any(${ids})`).orderBy('post.id').execute()
  return withAuthors(db, viewer, posts)
}

/** Posts of which it has been asked already, in SQL and for many readers at once, who may read which. */
export async function listPostsKnownToBeAllowed(db: Db, ids: Id[]): Promise<ListedPost[]> {
  if (ids.length === 0) return []
  const posts = await selectPosts(db, nobody('job'), [], sql<boolean>`post.id = any(${ids})`)
    .where('post.state', '=', 'distributed')
    .execute()
  return withAuthors(db, nobody('job'), posts)
}

/** The one way to a post: what the viewer may not see is not there. */
export function findPost(db: Db, viewer: Viewer, key: string, { undo }: Which = {}): Promise<Post> {
  return orNotFound(selectPosts(db, viewer, undo).where('post.key', '=', key).executeTakeFirst())
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

const ofPost = [
  ...(['post.id', 'post.key', 'post.thread_id', 'post.number', 'post.author_id', 'post.organisation'] as const),
  ...(['post.reach', 'post.staff_only', 'post.language', 'post.via', 'post.state', 'post.distribute_at'] as const),
  ...(['post.at', 'post.version', 'post.edited_at', 'post.to_everyone'] as const),
]
const ofThread = [
  ...(['thread.key as thread_key', 'thread.kind as thread_kind', 'thread.title as thread_title'] as const),
  ...(['thread.community_id', 'thread.room_id', 'community.name as community_name'] as const),
]

function selectPosts(db: Db, viewer: Viewer, undo: string[] = [], readable = mayReadPost(viewer)) {
  return db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .innerJoin('room', 'room.id', 'thread.room_id')
    .innerJoin('community', 'community.id', 'thread.community_id')
    .select([...ofPost, ...ofThread, ...shown])
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

/** What depends on the room, the time and the state. The time is asked once for all posts. */
const shown = [
  sql<Attribution>`greatest(post.attribution, room.attribution)`.as('attribution'),
  sql<number>`greatest(1, ceil(extract(epoch from post.distribute_at - (select app_now())) / 60))::int`.as(
    'minutes_left',
  ),
  sql<string | null>`case when post.state <> 'withdrawn' then post.body end`.as('body'),
  sql<string | null>`case when post.state <> 'withdrawn' then post.body_html end`.as('body_html'),
]

function mayReadPost(viewer: Viewer) {
  return mayRead(viewer, { room_id: 'thread.room_id', reach: 'post.reach', staff_only: 'post.staff_only' })
}

/** The same rule, asked once for each audience of a thread and not for each post; `offset 0` keeps it outside. */
function mayReadIn(viewer: Viewer, thread_id: Id, [from, to]: [number, number]) {
  const rule = mayRead(viewer, { room_id: 'room_id', reach: 'of.reach', staff_only: 'of.staff_only' })
  return sql<boolean>`(post.reach, post.staff_only) in (
    select of.reach, of.staff_only from thread, (
      select distinct reach, staff_only from post where thread_id = ${thread_id} and number between ${from} and ${to} offset 0) of
    where thread.id = ${thread_id} and ${rule})`
}

/** Before its time is over a post is seen by its author alone: by her name, or by the secret that she holds. */
function isOut(viewer: Viewer, undo: string[]) {
  return sql<boolean>`(post.state in ('distributed', 'withdrawn', 'expired')
    or post.author_id = ${viewer.person?.id ?? null}::bigint or post.undo_hash = any(${undo.map(hash)}::text[]))`
}

/** A file, through the rule of the post that it hangs on. */
export async function findAttachment(db: Db, viewer: Viewer, key: string, { undo = [] }: Which = {}) {
  const attachment = await db
    .selectFrom('attachment')
    .innerJoin('post', 'post.id', 'attachment.post_id')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select(['sha256', 'name', 'type', 'size'])
    .where('attachment.key', '=', key)
    .where('post.state', '<>', 'withdrawn')
    .where(mayRead(viewer, { room_id: 'thread.room_id', reach: 'post.reach', staff_only: 'post.staff_only' }))
    .where(isOut(viewer, undo))
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
