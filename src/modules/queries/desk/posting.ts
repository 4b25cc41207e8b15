import { inTransaction } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClock } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { post } from '../../../platform/outbox.ts'
import { indexForSearch } from '../../../platform/search-entry.ts'
import { nobody } from '../../../platform/viewer.ts'
import { type Community, endOfDay, findCommunityById, workingDay } from '../../communities/index.ts'
import { addPost, openThread } from '../../conversations/index.ts'
import { move } from '../moves.ts'
import { lockQuery, type Query, subject } from '../query.ts'
import { gatheringDays, startGathering } from '../responses/gathering.ts'
import { postedLetter } from './letters.ts'
import { wordingAsMarkdown } from './wording.ts'

const WEEK = sql`interval '7 days'`

/**
 * Posts what the budget allows, oldest yes first: so many new queries in any seven days. An urgent one does not wait.
 * When one has to wait, the queue looks again as soon as the oldest of the week has passed.
 */
export async function postNext(tx: Db, community_id: Id) {
  await lockQueue(tx, community_id)
  const community = await findCommunityById(tx, community_id)
  for (const id of await listReady(tx, community)) {
    const query = await lockQuery(tx, id)
    // Its asker may have withdrawn it in the moment since the list was read.
    if (query.state === 'queued') await postQuery(tx, query, community)
  }
  const next = await nextChance(tx, community)
  if (next) await setClock(tx, workQueue, community_id, next)
}

export const workQueue = clock('queries.queue', (db, community_id) =>
  inTransaction(db, undefined, (tx) => postNext(tx, community_id)),
)

/** One queue of a community at a time, so that two yeses cannot both take the last place of the week. */
async function lockQueue(tx: Db, community_id: Id) {
  await sql`select pg_advisory_xact_lock(hashtext('queue'), ${community_id}::int)`.execute(tx)
}

async function listReady(tx: Db, { id, posting_budget }: Community): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with free as (select greatest(0, ${posting_budget}::int - count(*)::int) as places from query
      where community_id = ${id} and posted_at > app_now() - ${WEEK} and urgency <> 'urgent'),
    waiting as (select query.id, urgency, row_number() over (partition by urgency = 'urgent' order by query_shape.answered_at, query.id) as place
      from query left join lateral (select max(answered_at) as answered_at from query_shape where query_id = query.id) query_shape on true
      where community_id = ${id} and state = 'queued')
    select id from waiting, free where urgency = 'urgent' or place <= free.places order by urgency = 'urgent' desc, place`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** When the oldest query of the week makes place, while somebody waits. */
async function nextChance(tx: Db, { id }: Community): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(posted_at) + ${WEEK} + interval '1 minute' as at from query
    where community_id = ${id} and posted_at > app_now() - ${WEEK} and urgency <> 'urgent'
      and exists (select from query where community_id = ${id} and state = 'queued')`.execute(tx)
  return rows[0]?.at ?? null
}

export type Waiting = { id: Id; place: number; expected_at: Date | null }

/** The visible queue: who waits, at which place, and when it should go out. */
export async function listQueue(
  db: Db,
  { id, posting_budget }: Pick<Community, 'id' | 'posting_budget'>,
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with lately as (select posted_at, row_number() over (order by posted_at) as nth from query
      where community_id = ${id} and posted_at > app_now() - ${WEEK} and urgency <> 'urgent'),
    waiting as (select query.id, row_number() over (order by (select max(answered_at) from query_shape where query_id = query.id), query.id) as place
      from query where community_id = ${id} and state = 'queued')
    select waiting.id, place::int, lately.posted_at + ${WEEK} * ceil(place::numeric / greatest(1, ${posting_budget}::int)) as expected_at
    from waiting left join lately on nth = 1 + (place - 1) % greatest(1, (select count(*) from lately)) order by place`.execute(
    db,
  )
  return rows
}

/** The query goes out: its thread is opened, its dates are fixed, its clocks are set. */
export async function postQuery(tx: Db, query: Query, community: Community) {
  const state = move(query.state, 'post')
  const reply_by = await replyBy(tx, query, community)
  const due_at = await endOfDay(tx, community, reply_by)
  const thread = await openThread(tx, {
    community_id: community.id,
    room_id: query.room_id,
    kind: 'query',
    title: query.title,
    language: query.language,
  })
  await addPost(tx, nobody('job'), thread, {
    author_id: query.asker_id,
    body: wordingAsMarkdown(query),
    attribution: query.attribution,
    language: query.language,
    urgent: true,
  })
  await tx
    .updateTable('query')
    .set({ state, thread_id: thread.id, reply_by, due_at, posted_at: now })
    .where('id', '=', query.id)
    .execute()
  await indexQuery(tx, query)
  await startGathering(tx, { id: query.id, reply_by, due_at }, community)
  await record(tx, nobody('job'), 'query.posted', subject(query))
  await post(tx, postedLetter, { to: query.asker_id, about: query.id })
}

/** The agreed date, or as many working days as its urgency gives when that would leave less than two. */
async function replyBy(tx: Db, { reply_by, urgency }: Query, community: Community): Promise<string> {
  const soonest = await soonestReplyBy(tx, community, urgency)
  return reply_by && reply_by >= soonest ? reply_by : workingDay(tx, community, gatheringDays[urgency])
}

/** Nobody answers from one day to the next, unless it is urgent. */
export function soonestReplyBy(db: Db, community: Community, urgency: Query['urgency']): Promise<string> {
  return workingDay(db, community, urgency === 'urgent' ? 1 : 2)
}

async function indexQuery(tx: Db, query: Query) {
  await indexForSearch(tx, {
    ...{ kind: 'query', subject_id: query.id, room_id: query.room_id, language: query.language, title: query.title },
    author_id: query.attribution === 'named' ? query.asker_id : null,
    snippet: query.context.slice(0, 280) || query.title,
    text: [query.context, query.tried, query.purpose, ...query.sub_questions].join('\n'),
  })
}
