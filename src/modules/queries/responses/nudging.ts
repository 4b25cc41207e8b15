import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { refusedIn } from '../moves.ts'
import { worksDesk } from '../policy.ts'
import { lockQuery, type Query } from '../query.ts'
import { nudge } from './letters.ts'

/** Why this member may know: topics she declared that the query has, and what she answered before on such topics. */
export type Evidence = { topics: string[]; answered: string[]; answers: number }
export type Candidate = { person_id: Id; evidence: Evidence }

const MOST_SUGGESTED = 12
/** Nobody is asked by name twice within this many days, by whichever query. */
const REST_DAYS = 14

/**
 * Who may know and has not answered: declared one of the query's topics, or answered a query of such a topic. Left out
 * are those struck out, asked by name within 14 days, or without mail just now. Most reasons first, then who was asked longest ago.
 */
export async function listCandidates(db: Db, query: Query): Promise<Candidate[]> {
  const { rows } = await sql<Evidence & { person_id: Id }>`
    with topics as (select topic_id from query_topic where query_id = ${query.id}),
    declared as (
      select person_id, array_agg(topic.key order by topic.key) as topics
      from declared_topic join topics using (topic_id) join topic on topic.id = topic_id group by person_id
    ),
    answered as (
      select post.author_id as person_id, array_agg(distinct earlier.title) as titles, count(distinct earlier.id) as answers
      from response join post on post.id = response.post_id join query earlier on earlier.id = response.query_id
      where earlier.community_id = ${query.community_id} and earlier.id <> ${query.id} and post.author_id is not null
        and post.attribution = 'named' and post.state = 'distributed'
        and exists (select from query_topic join topics using (topic_id) where query_topic.query_id = earlier.id)
      group by post.author_id
    )
    select membership.person_id, coalesce(declared.topics, '{}') as topics,
      coalesce(answered.titles[1:2], '{}') as answered, coalesce(answered.answers, 0)::int as answers
    from membership
    join person on person.id = membership.person_id and person.state = 'active'
    left join declared on declared.person_id = person.id
    left join answered on answered.person_id = person.id
    where membership.community_id = ${query.community_id} and membership.state = 'member'
      and membership.delivery <> 'web' and (membership.paused_until is null or membership.paused_until <= app_now())
      and may_read(person.id, ${query.room_id}::bigint, 'public', false)
      and (declared.person_id is not null or answered.person_id is not null)
      and person.id <> ${query.asker_id} and ${hasNotAnswered(query)} and ${isRested()}
      and not exists (select from nudge where nudge.query_id = ${query.id} and nudge.person_id = person.id)
    order by cardinality(coalesce(declared.topics, '{}')) + 2 * coalesce(answered.answers, 0) desc,
      (select max(at) from nudge where nudge.person_id = person.id) nulls first, person.id
    limit ${sql.lit(MOST_SUGGESTED)}`.execute(db)
  return rows.map(({ person_id, ...evidence }) => ({ person_id, evidence }))
}

function hasNotAnswered({ id }: Query) {
  return sql`not exists (select from response join post on post.id = response.post_id
    where response.query_id = ${id} and post.author_id = person.id and post.state <> 'withdrawn')`
}

function isRested() {
  return sql`not exists (select from nudge where nudge.person_id = person.id and nudge.state = 'sent'
    and nudge.at > app_now() - ${REST_DAYS}::int * interval '1 day')`
}

/** Who has been asked by name, in their order. */
export async function listAsked(db: Db, { id }: Query): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('nudge')
    .select(['person_id', 'evidence'])
    .where('query_id', '=', id)
    .where('state', '=', 'sent')
    .orderBy('at')
    .execute()
  return rows.map(({ person_id, evidence }) => ({ person_id, evidence: evidence as Evidence }))
}

export type Choice = { ask: Id[]; strike: Id[]; once: Once }

/**
 * Asks these members by name and leaves those out for this query. Who was asked a moment ago, here or in another
 * community, is passed over: gives how many were asked.
 */
export function nudgeMembers(db: Db, viewer: Viewer, query: Query, { ask, strike, once }: Choice): Promise<number> {
  const by = ensure(worksDesk(viewer, query) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    const { state } = await lockQuery(tx, query.id)
    if (state !== 'gathering') throw refusedIn(state)
    const allowed = (await listCandidates(tx, query)).sort(byPerson).map((one) => ({ ...one, by_id: by.id }))
    const asked = allowed.filter(({ person_id }) => ask.includes(person_id))
    const struck = allowed.filter(({ person_id }) => strike.includes(person_id) && !ask.includes(person_id))
    let count = 0
    for (const candidate of asked) if (await askByName(tx, viewer, query, candidate)) count++
    for (const candidate of struck) await saveNudge(tx, query, candidate, 'struck')
    return count
  })
}

/** In one order everywhere, so that two desks never wait for each other's next person. */
function byPerson(one: Candidate, other: Candidate): number {
  return one.person_id - other.person_id
}

type Chosen = Candidate & { by_id: Id }

async function askByName(tx: Db, viewer: Viewer, query: Query, candidate: Chosen): Promise<boolean> {
  await lockPerson(tx, candidate.person_id)
  const { rows } = await sql`select from person where id = ${candidate.person_id} and ${isRested()}`.execute(tx)
  if (rows.length === 0) return false

  await saveNudge(tx, query, candidate, 'sent')
  await post(tx, nudge, { to: candidate.person_id, about: query.id })
  await record(
    tx,
    viewer,
    'person.nudged',
    { kind: 'query', id: query.id, community_id: query.community_id },
    { person_id: candidate.person_id },
  )
  return true
}

/** Two desks that think of the same person pass here one at a time, so that she is asked once. */
async function lockPerson(tx: Db, person_id: Id) {
  await sql`select pg_advisory_xact_lock(hashtext('nudge'), ${person_id}::int)`.execute(tx)
}

async function saveNudge(tx: Db, query: Query, { evidence, ...chosen }: Chosen, state: 'sent' | 'struck') {
  await tx
    .insertInto('nudge')
    .values({ ...chosen, query_id: query.id, state, evidence: JSON.stringify(evidence) })
    .onConflict((oc) => oc.columns(['query_id', 'person_id']).doNothing())
    .execute()
}
