import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { pick } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { may } from '../policy.ts'
import type { Community } from '../reads.ts'
import { greetingLetter } from './letters.ts'

const MOST_SHOWN = 50

/** Who has come in and not been greeted, longest waiting first. */
export async function listNewcomers(db: Db, community_id: Id) {
  const rows = await selectNewcomers(db, community_id)
    .where('greeted_at', 'is', null)
    .orderBy('awaits_greeting_since')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map((row) => ({ ...row, area: row.area ? pick(row.area) : null }))
}

/** One of them by the key of her page; greeted by now or not; one of another community is not there. */
export async function findNewcomer(db: Db, community_id: Id, key: string) {
  const found = await selectNewcomers(db, community_id).where('person.key', '=', key).executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

function selectNewcomers(db: Db, community_id: Id) {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .leftJoin('area', 'area.id', 'person.area_id')
    .select(['person.id', 'person.key', 'person.name', 'person.organisation', 'area.name as area', 'since'])
    .where('membership.community_id', '=', community_id)
    .where('membership.state', '=', 'member')
    .where('awaits_greeting_since', 'is not', null)
    .where('person.state', '=', 'active')
}

/** Greets her with a line that goes out in the greeter's name, or notes that it was done elsewhere; once. */
export function greet(
  db: Db,
  viewer: Viewer,
  community: Community,
  { person_id, line, once }: { person_id: Id; line: string; once: Once },
): Promise<'greeted' | 'settled'> {
  const greeter = ensure(may.keep(viewer, community.id) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('membership')
      .set({ greeted_at: now, greeted_by: greeter.id, greeting: line || null })
      .where('person_id', '=', person_id)
      .where('community_id', '=', community.id)
      .where('state', '=', 'member')
      .where('greeted_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (!numUpdatedRows) return 'settled'
    const subject = { kind: 'membership', id: person_id, community_id: community.id }
    await record(tx, viewer, 'member.greeted', subject, { person_id, by_mail: line !== '' })
    if (line) await post(tx, greetingLetter, { to: person_id, about: community.id })
    return 'greeted'
  })
}

/** How many wait in each of these communities, for Today. */
export async function countNewcomers(db: Db, community_ids: Id[]) {
  const { rows } = await sql<{ community_id: Id; slug: string; name: unknown; count: number; first: Date }>`
    select m.community_id, slug.slug, community.name, count(*)::int as count, min(awaits_greeting_since) as first
    from membership m join community on community.id = m.community_id
    join slug on slug.community_id = m.community_id and slug.until is null
    where m.community_id = any(${community_ids}::bigint[]) and m.state = 'member'
      and awaits_greeting_since is not null and greeted_at is null
    group by 1, 2, 3`.execute(db)
  return rows
}
