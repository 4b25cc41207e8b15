import { config } from '../../platform/config.ts'
import { longDate } from '../../platform/dates.ts'
import { type Db, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Block } from '../../platform/mail/content.ts'
import type { DigestPart } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type ListedPost, listDistributed, wordsOf } from '../conversations/index.ts'
import { digestCommunities, topicCommunities } from '../notices/index.ts'
import { posted } from './moves.ts'
import { kindName, type Query, selectQueries } from './query.ts'

/** For a digest: the queries that came, whole, and under each the responses since, in the words of those who wrote. */
export async function queryDigest(db: Db, reader: Viewer, since: Date, until: Date): Promise<DigestPart[]> {
  const responses = (await listDistributed(db, reader, { kind: 'query', since, until })).filter(
    ({ number }) => number > 1,
  )
  const queries = await listNewOrAnswered(db, reader, {
    since,
    until,
    threads: responses.map(({ thread_id }) => thread_id),
  })
  return queries.map((query) => partOf(query, since, responses))
}

type Window = { since: Date; until: Date; threads: number[] }

/** New ones of her digest's communities and, where she asked for it, of her topics; and those with new responses. */
function listNewOrAnswered(db: Db, reader: Viewer, { since, until, threads }: Window) {
  const person = reader.person?.id ?? null
  return selectQueries(db, reader)
    .innerJoin('slug', (join) =>
      join.onRef('slug.community_id', '=', 'query.community_id').on('slug.until', 'is', null),
    )
    .select('slug.slug')
    .where(sql<boolean>`query.state = any(${posted}::query_state[])`)
    .where(
      sql<boolean>`(query.thread_id = any(${threads}::bigint[]) or (query.posted_at > ${since} and query.posted_at <= ${until}
        and query.asker_id is distinct from ${person}::bigint
        and (query.community_id = any(${digestCommunities(reader)}::bigint[])
          or (query.community_id = any(${topicCommunities(reader)}::bigint[]) and exists (select from query_topic
            join declared_topic using (topic_id) where query_topic.query_id = query.id and declared_topic.person_id = ${person}::bigint)))))`,
    )
    .orderBy('query.posted_at', 'desc')
    .limit(20)
    .execute()
}

function partOf(query: Query & { slug: string }, since: Date, responses: ListedPost[]): DigestPart {
  const isNew = query.posted_at !== null && query.posted_at > since
  const own = responses.filter(({ thread_id }) => thread_id === query.thread_id)
  const href = `${config().BASE_URL}/communities/${query.slug}/queries/${query.key}`
  return {
    heading: t('Query: {title}', query),
    blocks: [...(isNew ? wording(query) : []), ...own.flatMap(wordsOf), { link: t('Answer it on its page'), href }],
  }
}

function wording({ context, sub_questions, kinds, reply_by }: Query): Block[] {
  const facts: [string, string][] = []
  if (kinds.length > 0) facts.push([t('Wanted'), kinds.map(kindName).join(', ')])
  if (reply_by) facts.push([t('Reply by'), longDate(reply_by)])
  return [
    ...(context ? [context] : []),
    ...(sub_questions.length > 0 ? [{ list: sub_questions }] : []),
    ...(facts.length > 0 ? [{ facts }] : []),
  ]
}
