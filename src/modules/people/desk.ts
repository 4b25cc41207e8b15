import { type Db, type Id, sql } from '../../platform/db.ts'
import { pick } from '../../platform/i18n.ts'
import { eachLanguage } from '../../platform/words-by-language.ts'

const MOST_TOPICS = 3
const LONGEST = 2000

/**
 * Keeps what is on her desk this month, for herself, and declares up to three topics whose names its words speak of, in
 * whichever of the network's languages she wrote. Gives the topics; none where no word fits.
 */
export async function setDesk(tx: Db, person_id: Id, sentence: string) {
  const on_my_desk = sentence.trim().slice(0, LONGEST)
  await tx
    .updateTable('person')
    .set({ on_my_desk: on_my_desk || null })
    .where('id', '=', person_id)
    .execute()
  const topics = await listFittingTopics(tx, on_my_desk)
  await sql`insert into declared_topic (person_id, topic_id)
    select ${person_id}::bigint, unnest(${topics.map(({ id }) => id)}::bigint[]) on conflict do nothing`.execute(tx)
  return topics
}

/** At least half of the words of a topic's name are spoken of; the fuller it is met, the earlier it stands. */
async function listFittingTopics(db: Db, sentence: string) {
  const { rows } = await sql<{ id: Id; key: string; name: unknown }>`
    select id, key, name from (
      select topic.id, topic.key, topic.name, cardinality(named.stems) as all_stems,
        (select count(*) from unnest(named.stems) stem where stem = any(said.stems)) as met
      from topic cross join lateral ${eachLanguage('topic.name')} title(language, words)
        cross join lateral (select ${stemsOf(sql`title.words`)} as stems) named
        cross join lateral (select ${stemsOf(sql`${sentence}::text`)} as stems) said) fitting
    where met > 0 and met * 2 >= all_stems
    group by id, key, name
    order by max(met::float / all_stems) desc, max(met) desc, id
    limit ${sql.lit(MOST_TOPICS)}`.execute(db)
  return rows.map(({ id, key, name }) => ({ id, key, name: pick(name) }))
}

function stemsOf(words: ReturnType<typeof sql>) {
  return sql`tsvector_to_array(to_tsvector(search_configuration(title.language), unaccent(${words})))`
}
