import { type Db, type Id, PLANNED_ANEW, sql } from '../../platform/db.ts'
import { pick } from '../../platform/i18n.ts'
import { beginning } from '../../platform/search.ts'
import type { Viewer } from '../../platform/viewer.ts'

/** Why a person is among the results: her name, her work, what she says of herself, a topic, or a name that is near. */
export type PersonFound = {
  id: Id
  key: string
  name: string
  organisation: string | null
  place: string | null
  because: 'name' | 'work' | 'about' | 'topic' | 'near'
  topic: string | null
}

type Row = Omit<PersonFound, 'place' | 'topic'> & { place: unknown; topic: unknown }
type Asked = {
  candidates: ReturnType<typeof sql>
  because: ReturnType<typeof sql>
  weight: ReturnType<typeof sql>
  /** So many who fit are looked at. */
  most: number
  limit: number
}

/** Beyond so many another word is the better help. */
const CANDIDATES = 100

/** People whom the viewer may know, by name, work, words of their own and topics they can be asked about. */
export function listPeople(db: Db, viewer: Viewer, text: string, limit: number): Promise<PersonFound[]> {
  const query = sql`websearch_to_tsquery('simple', search_plain(${text}))`
  return list(db, viewer, {
    candidates: sql`select id, null::jsonb as topic from person where ${words} @@ ${query} union all (${byTopic(text)})`,
    because: sql`case when topic is not null then 'topic' when ${within('{a}', query)} then 'name'
      when ${within('{a,b,c}', query)} then 'work' else 'about' end`,
    weight: sql`case when topic is not null then 0.5 else ts_rank(said.words, ${query}) end`,
    most: CANDIDATES,
    limit,
  })
}

/** Those whose name has these words, the last of them perhaps not yet written out. */
export function listPeopleNamed(db: Db, viewer: Viewer, text: string, limit = 50): Promise<PersonFound[]> {
  const query = beginning(text)
  const candidates = sql`select id, null::jsonb as topic from person
    cross join lateral (select ${words} as words offset 0) said where ${words} @@ ${query} and ${within('{a}', query)}`
  return list(db, viewer, { candidates, because: sql`'name'`, weight: sql`1.0`, most: limit, limit })
}

/** Those whose name is near to these words: it was misspelt. */
export function listPeopleNear(db: Db, viewer: Viewer, text: string, limit: number): Promise<PersonFound[]> {
  const near = sql`similarity(lower(name), lower(${text}))`
  const candidates = sql`select id, null::jsonb as topic from people_near(${text}) near (id)`
  return list(db, viewer, { candidates, because: sql`'near'`, weight: near, most: CANDIDATES, limit })
}

/** Only members of her own communities who are listed there; may_know has the last word, of the best until there are enough. */
async function list(
  db: Db,
  viewer: Viewer,
  { candidates, because, weight, most, limit }: Asked,
): Promise<PersonFound[]> {
  const { person, memberships } = viewer
  if (!person || memberships.length === 0) return []
  const communities = memberships.map(({ community_id }) => community_id)
  const { rows } = await sql<Row>`
    ${PLANNED_ANEW} with candidate as materialized (select * from (${candidates} offset 0) fitting
      where id = ${person.id} or exists (select from membership where person_id = fitting.id and state = 'member' and listed
        and community_id = any(${communities}::bigint[]) offset 0) limit ${sql.lit(most)}),
    best as (select distinct on (id) candidate.*, ${because} as because, ${weight} as weight
      from candidate join person using (id) cross join lateral (select ${words} as words offset 0) said
      where person.state = 'active' order by id, weight desc)
    select * from (
      select person.id, person.key, person.name, person.organisation, area.name as place, best.because, best.topic
      from best join person using (id) left join area on area.id = person.area_id
      order by best.weight desc, person.name collate "und-x-icu", person.id offset 0) found
    where may_know(${person.id}::bigint, found.id) limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => ({
    ...row,
    place: row.place ? pick(row.place) : null,
    topic: row.topic ? pick(row.topic) : null,
  }))
}

/** As the index has them. */
const words = sql`person_words(name, organisation, case when show_designation then designation end, about)`

/** Of `said`, in which they are put together once for each person. */
const within = (weights: string, query: ReturnType<typeof sql>) =>
  sql`ts_filter(said.words, ${sql.lit(weights)}) @@ ${query}`

/** Those who said that they can be asked about it. */
function byTopic(text: string) {
  return sql`select person_id as id, topic.name as topic from declared_topic join topic on topic.id = topic_id
    where search_translated(topic.name) @@ (select search_query(${text}))`
}
