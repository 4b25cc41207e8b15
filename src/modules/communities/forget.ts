import { record } from '../../platform/activity.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { pick, t } from '../../platform/i18n.ts'
import { nobody } from '../../platform/viewer.ts'

/** Her memberships and roles end, and what was written to invite, place or appoint her goes. */
export async function forgetMember(tx: Db, person_id: Id): Promise<string[]> {
  const { rows } = await sql<{ community_id: Id }>`
    update membership set state = 'left', until = app_now() where person_id = ${person_id} and state = 'member'
    returning community_id`.execute(tx)
  await sql`update membership set state = 'left', greeting = null, paused_until = null, listed = false, awaits_greeting_since = null
    where person_id = ${person_id} and state <> 'removed'`.execute(tx)
  await sql`update role set until = coalesce(until, app_now()), handover = null, handover_due = null
    where person_id = ${person_id}`.execute(tx)
  await sql`update community set contact_id = null where contact_id = ${person_id}`.execute(tx)
  await forgetPapers(tx, person_id)
  for (const { community_id } of rows)
    await record(tx, nobody('job'), 'member.left', { kind: 'membership', id: person_id, community_id }, { person_id })
  return []
}

async function forgetPapers(tx: Db, person_id: Id) {
  await sql`
    update batch_line set name = '', address = '', fields = '{}', trouble = null, person_id = null, transfer_id = null
    where person_id = ${person_id}
      or lower(address) in (select lower(address) from address where person_id = ${person_id})`.execute(tx)
  await sql`update batch set why = '', file_name = '' where by_id = ${person_id}`.execute(tx)
  await sql`delete from transfer where person_id = ${person_id}`.execute(tx)
  await sql`delete from application where person_id = ${person_id}`.execute(tx)
  await sql`delete from invitation where person_id = ${person_id}`.execute(tx)
  await sql`update application set note = null where by_id = ${person_id}`.execute(tx)
  await sql`update invitation set why = '' where by_id = ${person_id}`.execute(tx)
  await sql`update membership set greeting = null where greeted_by = ${person_id}`.execute(tx)
  await sql`delete from room_person where person_id = ${person_id}`.execute(tx)
}

/** The network needs an administrator, and a community with others in it somebody who coordinates. */
export async function listOffices(db: Db, person_id: Id): Promise<string[]> {
  const { rows } = await sql<{ role: string; name: unknown }>`
    select role.role, community.name from role join community on community.id = role.community_id
    join membership mine using (person_id, community_id)
    where role.person_id = ${person_id} and role.until is null and mine.state = 'member'
      and role.role in ('administrator', 'coordinator')
      and not exists (select from role other join membership on membership.person_id = other.person_id
          and membership.community_id = other.community_id
        join person on person.id = other.person_id
        where other.community_id = role.community_id and other.role = role.role and other.until is null
          and other.person_id <> role.person_id and membership.state = 'member' and person.state = 'active'
          and not exists (select from erasure where erasure.person_id = other.person_id and ended_at is null and proven_at is not null))
      and (role.role = 'administrator' or exists (select from membership other where other.community_id = role.community_id
        and other.person_id <> role.person_id and other.state = 'member'))
    order by community.id`.execute(db)
  return rows.map(({ role, name }) =>
    role === 'administrator'
      ? t('You are the only administrator of the network. Make somebody else one first.')
      : t('You alone coordinate {community}. Give the role to somebody else first.', { community: pick(name) }),
  )
}
