import { config } from '../../platform/config.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { listFormat, pick, t } from '../../platform/i18n.ts'
import type { DigestIssue, DigestPart } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listNames, type Name } from '../people/index.ts'
import { readersOf } from './digest-reads.ts'

/** Of a whole year's course that joins at once, so many are looked at. */
const MOST_NEW = 20

type Met = { person_id: Id; other_id: Id; community_id: Id; topics: unknown[] }

/**
 * One person to know: who came into a community of hers and can be asked about what she can be asked about. Whoever is
 * not on the members' list stands in no digest. It goes along with what is new, and makes no digest by itself.
 */
export async function personToKnow(db: Db, { person }: Viewer, issue: DigestIssue): Promise<DigestPart[]> {
  const met = await issue.once('people to know', () => listMet(db, issue))
  const names = await issue.once('names of people to know', () => listNamesOf(db, met))
  const hers = met.find(({ person_id }) => person_id === person?.id)
  const name = hers && names.get(hers.other_id)
  return name ? [partOf(hers, name)] : []
}

async function listMet(db: Db, issue: DigestIssue): Promise<Met[]> {
  const { rows } = await sql<Met>`
    with reader as (${readersOf(issue)}),
    come as (
      select distinct subject_id as other_id, activity.community_id, activity.at,
        dense_rank() over (partition by activity.community_id order by activity.at desc, subject_id) as nth
      from (select distinct community_id from membership join reader using (person_id)) near
      join activity using (community_id)
      join membership on membership.person_id = subject_id and membership.community_id = activity.community_id
      join person on person.id = subject_id
      where verb = 'member.joined' and activity.at > (select min(since) from reader) and activity.at <= (select max(until) from reader)
        and membership.state = 'member' and listed and person.state = 'active')
    select distinct on (reader.person_id) reader.person_id, other_id, come.community_id, shared.topics
    from come join membership using (community_id) join reader on reader.person_id = membership.person_id
    cross join lateral (select json_agg(topic.name order by topic.id) as topics
      from declared_topic hers join declared_topic theirs using (topic_id) join topic on topic.id = topic_id
      where hers.person_id = reader.person_id and theirs.person_id = other_id) shared
    where nth <= ${MOST_NEW} and at > reader.since and at <= reader.until and other_id <> reader.person_id
      and membership.state = 'member' and delivery = 'digest' and (paused_until is null or paused_until <= app_now())
      and shared.topics is not null
    order by reader.person_id, at desc, other_id`.execute(db)
  return rows
}

function listNamesOf(db: Db, met: Met[]): Promise<Map<Id, Name>> {
  return listNames(
    db,
    met.map(({ other_id }) => other_id),
  )
}

function partOf({ other_id, community_id, topics }: Met, { name, organisation, href }: Name): DigestPart {
  const about = listFormat(topics.map((words) => pick(words)))
  return {
    about: { kind: 'person', id: other_id },
    heading: t('A person to know: {name}', { name }),
    community_id,
    isAside: true,
    blocks: [
      t('{who} is new here and can be asked about {topics}, as you can.', {
        who: organisation ? `${name} (${organisation})` : name,
        topics: about,
      }),
      ...(href ? [{ link: t('The person’s page'), href: config().BASE_URL + href }] : []),
    ],
    counts: [],
  }
}
