import type { Kysely } from 'kysely'
import { type Id, sql, type Tables } from '../../src/platform/db.ts'
import type { Claim } from './claims.ts'

/** Who looks, and what her session adds to her: `glass` is the room that was opened to her. */
export type Looker = { id: Id | null; unproven?: boolean | undefined; glass?: Id | undefined }

type Membership = { community: Id; state: string; class: string; roles: string[] }
type Person = { state: string; archived: boolean; memberships: Membership[] }
export type Standing = Map<Id, Person>

/** Everybody's memberships and roles, as their rows have them. */
export async function readStanding(db: Kysely<Tables>): Promise<Standing> {
  const { rows } = await sql<Person & { id: Id }>`
    select id, state, exists (select from archive_address where person_id = person.id) as archived,
      coalesce((select json_agg(json_build_object('community', community_id, 'state', m.state, 'class', class,
        'roles', array(select role from role where role.person_id = m.person_id and role.community_id = m.community_id and until is null)))
        from membership m where m.person_id = person.id), '[]') as memberships
    from person`.execute(db)
  return new Map(rows.map(({ id, ...person }) => [id, person]))
}

/** What this reader is to this thing: columns of matrix.md. */
export function kindsOf(standing: Standing, looker: Looker, claim: Claim): string[] {
  const person = looker.id === null ? undefined : standing.get(looker.id)
  if (!person || looker.id === null) return ['nobody']
  if (person.state === 'suspended') return ['suspended']
  const own = claim.whose?.includes(looker.id) ? ['own'] : []
  const glass = looker.glass !== undefined && claim.room === looker.glass ? ['glass'] : []
  return [...own, ...glass, ...kindsAt(person, looker, claim.community)]
}

function kindsAt({ state, archived, memberships }: Person, { unproven }: Looker, community: Id | null): string[] {
  if (state !== 'active') return [archived ? 'archived' : 'invited']
  const now = memberships.filter((one) => one.state === 'member')
  const here = memberships.find((one) => one.community === community)
  const keeps = now.some(({ roles }) => roles.includes('administrator'))
  const kinds = [
    ...(here ? hereAs(here) : []),
    ...(keeps ? [unproven ? 'unproven' : 'administrator'] : []),
    ...elsewhereAs(now.filter((one) => one.community !== community && !one.roles.includes('administrator'))),
  ]
  return kinds.length > 0 ? kinds : ['stranger']
}

function hereAs({ state, class: of, roles }: Membership): string[] {
  if (state === 'left' || state === 'removed') return [state]
  if (state !== 'member') return []
  if (roles.includes('coordinator') || roles.includes('facilitator')) return ['coordinator']
  return [roles.includes('researcher') ? 'researcher' : of === 'external' ? 'external' : 'member']
}

function elsewhereAs(others: Membership[]): string[] {
  const works = others.some(({ roles }) => roles.length > 0)
  return others.length === 0 ? [] : [works ? 'coordinator elsewhere' : 'elsewhere']
}
