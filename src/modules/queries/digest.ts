import { config } from '../../platform/config.ts'
import { longDate } from '../../platform/dates.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Block } from '../../platform/mail/content.ts'
import type { DigestIssue, DigestPart } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type ListedPost, listDistributed, wordsOf } from '../conversations/index.ts'
import { readersOf } from '../notices/index.ts'
import { responseReply } from './addresses.ts'
import { kindName, type Query } from './query.ts'

/**
 * For a digest: the queries that came, whole, and under each the responses since, in the words of those who wrote. One
 * whose reply was published meanwhile is left out, since the reply holds it all.
 */
export async function queryDigest(db: Db, reader: Viewer, issue: DigestIssue): Promise<DigestPart[]> {
  const posts = await listDistributed(db, reader, issue, 'query')
  const fresh = (await issue.once('new queries', () => listWanted(db, issue))).get(reader.person?.id ?? 0) ?? []
  const queries = await issue.once('queries of the round', () => readQueries(db, issue))
  return queries.flatMap((query) => {
    const responses = posts.filter(({ thread_id, number }) => thread_id === query.thread_id && number > 1)
    const isNew = fresh.find(({ query_id }) => query_id === query.id)
    return isNew || responses.length > 0 ? [partOf(query, isNew, responses)] : []
  })
}

type Fresh = { query_id: Id; in_her_topics: boolean }

/** What each reader is asked anew, and can still answer: of her digest's communities, or of her topics where she wants only those. */
async function listWanted(db: Db, issue: DigestIssue): Promise<Map<Id, Fresh[]>> {
  const { rows } = await sql<{ person_id: Id; fresh: Fresh[] }>`
    with reader as (${readersOf(issue)}),
    fresh as materialized (
      select id, community_id, room_id, thread_id, asker_id, posted_at from query
      where state = 'gathering' and due_at > app_now()
        and posted_at > (select min(since) from reader) and posted_at <= (select max(until) from reader)),
    allowed as materialized (
      select person_id, room_id, delivery
      from (select distinct community_id, room_id from fresh) audience
      join room on room.id = room_id
      join membership on membership.community_id = audience.community_id join reader using (person_id)
      where membership.state = 'member' and delivery in ('digest', 'my_topics')
        and (paused_until is null or paused_until <= app_now()) and may_read(person_id, room_id, room.reach, room.staff_only)),
    offered as (
      select person_id, delivery, fresh.id, exists (select from query_topic join declared_topic using (topic_id)
          where query_id = fresh.id and declared_topic.person_id = reader.person_id) as in_her_topics
      from fresh join allowed using (room_id) join reader using (person_id)
      where posted_at > since and posted_at <= until and asker_id is distinct from person_id
        and not exists (select from reading where reading.person_id = reader.person_id and reading.thread_id = fresh.thread_id)
        and not exists (select from post join outbox on about_kind = 'post' and about_id = post.id and letter = 'conversations.post'
          where post.thread_id = fresh.thread_id and number = 1 and outbox.person_id = reader.person_id))
    select person_id, json_agg(json_build_object('query_id', id, 'in_her_topics', in_her_topics)) as fresh
    from offered where delivery = 'digest' or in_her_topics group by person_id`.execute(db)
  return new Map(rows.map(({ person_id, fresh }) => [person_id, fresh]))
}

type Row = Pick<
  Query,
  'id' | 'key' | 'community_id' | 'title' | 'state' | 'context' | 'sub_questions' | 'kinds' | 'reply_by'
> & {
  thread_id: Id
  slug: string
}

/** All that were posted or answered in the time of the round, newest first; who gets which has been asked apart. */
async function readQueries(db: Db, issue: DigestIssue): Promise<Row[]> {
  const span = sql`between (select min(since) from reader) and (select max(until) from reader)`
  const { rows } = await sql<Row>`
    with reader as (${readersOf(issue)})
    select query.id, query.key, query.thread_id, query.community_id, query.title, query.state, query.context, query.sub_questions,
      query.kinds, query.reply_by, slug.slug
    from query join slug on slug.community_id = query.community_id and slug.until is null
    where query.state in ('gathering', 'closed', 'consolidating', 'in_review')
      and (posted_at ${span} or thread_id in (select thread_id from activity join post on post.id = subject_id
        where verb = 'post.distributed' and activity.at ${span}))
    order by posted_at desc`.execute(db)
  return rows
}

function partOf(query: Row, isNew: Fresh | undefined, responses: ListedPost[]): DigestPart {
  const { id, title, community_id, slug, key, thread_id, state } = query
  const isOpen = state === 'gathering'
  const link = isOpen ? t('Answer it on its page') : t('Read it on its page')
  return {
    about: { kind: 'query', id },
    heading: isNew?.in_her_topics ? t('A question in your topics: {title}', { title }) : t('Query: {title}', { title }),
    community_id,
    needsHer: isNew?.in_her_topics,
    blocks: [
      ...(isNew ? wording(query) : []),
      ...responses.flatMap(wordsOf),
      { link, href: `${config().BASE_URL}/communities/${slug}/queries/${key}` },
    ],
    counts: [
      { of: 'query', count: isNew ? 1 : 0, words: countOfQueries },
      { of: 'response', count: responses.length, words: countOfResponses },
    ],
    ...(isOpen && { replies: { to: responseReply, about: thread_id, words: t('Answer it by mail') } }),
  }
}

const countOfQueries = (count: number) => t('{count, plural, one {# query} other {# queries}}', { count })
const countOfResponses = (count: number) => t('{count, plural, one {# response} other {# responses}}', { count })

function wording({ context, sub_questions, kinds, reply_by }: Row): Block[] {
  const facts: [string, string][] = []
  if (kinds.length > 0) facts.push([t('Wanted'), kinds.map(kindName).join(', ')])
  if (reply_by) facts.push([t('Reply by'), longDate(reply_by)])
  return [
    ...(context ? [context] : []),
    ...(sub_questions.length > 0 ? [{ list: sub_questions }] : []),
    ...(facts.length > 0 ? [{ facts }] : []),
  ]
}
