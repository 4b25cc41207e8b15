import { config } from '../../../platform/config.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { DigestIssue, DigestPart } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'

type Begun = { person_id: Id; community_id: Id; id: Id; slug: string; name: unknown; purpose: unknown }

/** Groups that were begun in a community of hers, or opened to it, and that she can come into. Asked once for a round. */
export async function newGroups(db: Db, { person }: Viewer, issue: DigestIssue): Promise<DigestPart[]> {
  const begun = await issue.once('new groups', () => listBegun(db, issue))
  return (begun.get(person?.id ?? 0) ?? []).map(partOf)
}

async function listBegun(db: Db, { readers }: DigestIssue): Promise<Map<Id, Begun[]>> {
  const { rows } = await sql<Begun>`
    with reader as (select * from jsonb_to_recordset(${JSON.stringify(readers)}::jsonb)
      as reader (person_id bigint, since timestamptz, until timestamptz)),
    begun as materialized (select * from community where state <> 'closed' and joining <> 'invited'
      and created_at > (select min(since) from reader) and created_at <= (select max(until) from reader)),
    home as (select begun.*, place.community_id as home_id from begun cross join lateral (
        select parent_id as community_id union
        select to_id from community_link where from_id = begun.id and kind = 'part_of' and until is null) place
      join community whole on whole.id = place.community_id and whole.parent_id is not null)
    select reader.person_id, home.home_id as community_id, home.id, slug.slug, home.name, home.purpose
    from home join membership on membership.community_id = home.home_id join reader using (person_id)
      join slug on slug.community_id = home.id and slug.until is null
    where membership.state = 'member' and delivery in ('digest', 'my_topics')
      and (paused_until is null or paused_until <= app_now()) and home.created_at > reader.since and home.created_at <= reader.until
      and not exists (select from membership own where own.person_id = reader.person_id and own.community_id = home.id)
    order by home.id, home.home_id`.execute(db)
  const begun = new Map<Id, Begun[]>()
  for (const row of rows) begun.set(row.person_id, [...(begun.get(row.person_id) ?? []), row])
  return begun
}

function partOf({ id, community_id, slug, name, purpose }: Begun): DigestPart {
  return {
    about: { kind: 'community', id },
    heading: t('A new group: {name}', { name: pick(name) }),
    community_id,
    blocks: [
      pick(purpose),
      { link: t('Who is in it, and how one comes in'), href: `${config().BASE_URL}/communities/${slug}` },
    ],
    counts: [groupCount],
  }
}

const groupCount = {
  of: 'group',
  count: 1,
  words: (count: number) => t('{count, plural, one {# new group} other {# new groups}}', { count }),
}
