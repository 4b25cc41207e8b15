import { config } from '../../platform/config.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { currentLanguage, t } from '../../platform/i18n.ts'
import type { DigestIssue, DigestPart } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { readersOf } from '../notices/index.ts'
import { threadAddress } from './jobs.ts'
import { talkPaths } from './listings.ts'
import { wordsOf } from './mails.ts'
import { type ListedPost, listPostsKnownToBeAllowed, type Thread } from './reads.ts'

/** Talk, thread by thread, in the words of those who wrote. */
export async function talkDigest(db: Db, reader: Viewer, issue: DigestIssue): Promise<DigestPart[]> {
  const posts = await listDistributed(db, reader, issue, 'talk')
  const paths = await issue.once('paths of new talk', async () => talkPaths(db, await listThreads(db, issue)))
  const threads = [...new Set(posts.map(({ thread_id }) => thread_id))]
  return threads.map((id) => {
    const ofThread = posts.filter(({ thread_id }) => thread_id === id) as [ListedPost]
    const key = ofThread.map((post) => post.id).join(' ')
    return issue.once(`part of ${key}, in ${currentLanguage()}`, () =>
      partOf(ofThread, config().BASE_URL + (paths.get(id) ?? '/')),
    )
  })
}

/**
 * What became readable in a digest's time: posts of one kind of thread, oldest first. Who gets what is asked once for all
 * whose digests are made together, and each post is read once for them in each language.
 */
export async function listDistributed(
  db: Db,
  { person }: Viewer,
  issue: DigestIssue,
  kind: Thread['kind'],
): Promise<ListedPost[]> {
  const wanted = await issue.once(`new in ${kind}`, () => listWanted(db, issue, kind))
  const posts = await issue.once(`new in ${kind}, in ${currentLanguage()}`, () => readAll(db, wanted))
  return (wanted.get(person?.id ?? 0) ?? []).flatMap((id) => posts.get(id) ?? [])
}

async function readAll(db: Db, wanted: Map<Id, Id[]>): Promise<Map<Id, ListedPost>> {
  const posts = await listPostsKnownToBeAllowed(db, [...new Set([...wanted.values()].flat())])
  return new Map(posts.map((post) => [post.id, post]))
}

const MOST = 200

/** The posts of each reader: not her own, nor what she has read, muted, or been sent each by mail; the one rule of rooms. */
async function listWanted(db: Db, issue: DigestIssue, kind: Thread['kind']): Promise<Map<Id, Id[]>> {
  const { rows } = await sql<{ person_id: Id; ids: Id[] }>`
    with reader as (${readersOf(issue)}),
    fresh as materialized (
      select activity.at, post.id, post.number, post.thread_id, post.author_id, post.reach, post.staff_only, thread.room_id, thread.community_id
      from activity join post on post.id = activity.subject_id join thread on thread.id = post.thread_id
      where activity.verb = 'post.distributed' and activity.at > (select min(since) from reader)
        and activity.at <= (select max(until) from reader) and post.state = 'distributed' and thread.kind = ${kind}),
    allowed as materialized (
      select person_id, room_id, reach, staff_only
      from (select distinct community_id, room_id, reach, staff_only from fresh) audience
      join membership using (community_id) join reader using (person_id)
      where membership.state = 'member' and delivery = 'digest' and (paused_until is null or paused_until <= app_now())
        and may_read(person_id, room_id, reach, staff_only))
    select person_id, (array_agg(fresh.id order by fresh.at, fresh.id))[1:${sql.lit(MOST)}] as ids
    from fresh join allowed using (room_id, reach, staff_only) join reader using (person_id)
    where fresh.at > since and fresh.at <= until and author_id is distinct from person_id
      and not exists (select from reading where reading.person_id = reader.person_id and reading.thread_id = fresh.thread_id and up_to >= number)
      and not exists (select from thread_wish where thread_wish.person_id = reader.person_id and thread_wish.thread_id = fresh.thread_id and wish = 'mute')
      and not exists (select from outbox where outbox.person_id = reader.person_id and about_kind = 'post' and about_id = fresh.id
        and letter = 'conversations.post')
    group by person_id`.execute(db)
  return new Map(rows.map(({ person_id, ids }) => [person_id, ids]))
}

/** All threads that any reader of this round has something new of. */
async function listThreads(db: Db, issue: DigestIssue): Promise<{ id: Id }[]> {
  const wanted = await issue.once('new in talk', () => listWanted(db, issue, 'talk'))
  const ids = [...new Set([...wanted.values()].flat())]
  return db
    .selectFrom('post')
    .select('thread_id as id')
    .distinct()
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .execute()
}

function partOf(posts: [ListedPost, ...ListedPost[]], href: string): DigestPart {
  const [first] = posts
  return {
    about: { kind: 'thread', id: first.thread_id },
    heading: first.thread_title,
    community_id: first.community_id,
    ...{ reach: first.reach, staff_only: first.staff_only },
    blocks: [...posts.flatMap(wordsOf), { link: t('Read it on its page'), href }],
    counts: [{ of: 'message', count: posts.length, words: countOfMessages }],
    replies: { to: threadAddress, about: first.thread_id, words: t('Answer all who can read this, by mail') },
  }
}

const countOfMessages = (count: number) => t('{count, plural, one {# message} other {# messages}}', { count })
