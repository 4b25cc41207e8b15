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
type Asked = { candidates: ReturnType<typeof sql>; limit: number }

/** So many who fit are looked at; beyond that, another word is the better help. */
const CANDIDATES = 300

/** People whom the viewer may know, by name, work, words of their own and topics they can be asked about. */
export async function listPeople(db: Db, viewer: Viewer, text: string, limit: number): Promise<PersonFound[]> {
  const found = await list(db, viewer, { candidates: sql`${byWords(text)} union all ${byTopic(text)}`, limit })
  return found.length > 0 ? found : list(db, viewer, { candidates: byNearName(text), limit })
}

/** Those whose name has these words, the last of them perhaps not yet written out. */
export function listPeopleNamed(db: Db, viewer: Viewer, text: string, limit = 50): Promise<PersonFound[]> {
  return list(db, viewer, { candidates: byName(text), limit })
}

/** Only members of her own communities who are listed there; may_know has the last word. */
async function list(db: Db, viewer: Viewer, { candidates, limit }: Asked): Promise<PersonFound[]> {
  const { person, memberships } = viewer
  if (!person || memberships.length === 0) return []
  const communities = memberships.map(({ community_id }) => community_id)
  const { rows } = await sql<Row>`
    ${PLANNED_ANEW} with candidate as materialized (select * from (${candidates}) fitting
      where id = ${person.id} or exists (select from membership where person_id = fitting.id and state = 'member' and listed
        and community_id = any(${communities}::bigint[])) limit ${sql.lit(CANDIDATES)}),
    best as (select distinct on (id) id, because, topic, weight from candidate order by id, weight desc)
    select person.id, person.key, person.name, person.organisation, area.name as place, best.because, best.topic
    from best join person using (id) left join area on area.id = person.area_id
    where person.state = 'active' and may_know(${person.id}::bigint, person.id)
    order by best.weight desc, person.name collate "und-x-icu", person.id limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => ({
    ...row,
    place: row.place ? pick(row.place) : null,
    topic: row.topic ? pick(row.topic) : null,
  }))
}

const words = sql`person_words(name, organisation, case when show_designation then designation end, about)`

function byWords(text: string) {
  const query = sql`websearch_to_tsquery('simple', search_plain(${text}))`
  const within = (weights: string) => sql`ts_filter(${words}, ${sql.lit(weights)}) @@ ${query}`
  return sql`(select id, case when ${within('{a}')} then 'name' when ${within('{a,b,c}')} then 'work' else 'about' end as because,
      null::jsonb as topic, ts_rank(${words}, ${query}) as weight
    from person where ${words} @@ ${query} and state = 'active')`
}

/** Those who said that they can be asked about it. */
function byTopic(text: string) {
  return sql`(select person_id as id, 'topic' as because, name as topic, 0.5 as weight from declared_topic join topic on topic.id = topic_id
    where search_translated(topic.name) @@ search_query(${text}))`
}

function byName(text: string) {
  return sql`select id, 'name' as because, null::jsonb as topic, 1.0 as weight from person
    where ${words} @@ ${beginning(text)} and ts_filter(${words}, '{a}') @@ ${beginning(text)} and state = 'active'`
}

/** A name that was misspelt. */
function byNearName(text: string) {
  return sql`select id, 'near' as because, null::jsonb as topic, similarity(lower(name), lower(${text})) as weight from person
    where lower(name) % lower(${text}) and similarity(lower(name), lower(${text})) > 0.45 and state = 'active'`
}
