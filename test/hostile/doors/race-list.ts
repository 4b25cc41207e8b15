import { sql } from '../../../src/platform/db.ts'
import { type Actor, hiddenFields, plantMember, plantPerson, plantRole, type World } from '../../world.ts'
import { askForCode } from './codes.ts'

export type Race = {
  name: string
  /** What must be true afterwards, as one number of the database. */
  most: number
  least?: number
  count: string
  /** Gives the one request that all send at once, or that the one with this number sends. */
  ready: (world: World) => Promise<(nth: number) => Promise<Response>>
}

const BASE = '/communities/north'

export const races: Race[] = [
  {
    name: 'one form with one once-key',
    most: 1,
    least: 1,
    count: `select count(*) from post where body = 'Said once.'`,
    ready: async (world) => {
      const fields = hiddenFields(await world.page(world.cho, `${BASE}/talk`), `${BASE}/talk`)
      return () => world.send(world.cho, `${BASE}/talk`, { ...fields, title: 'Once', body: 'Said once.' })
    },
  },
  {
    name: 'open queries of one asker',
    most: 1,
    least: 1,
    count: `select count(*) from query join person on person.id = asker_id where person.name = 'Dee' and query.state = 'submitted'`,
    ready: async (world) => {
      const { csrf = '' } = hiddenFields(await world.page(world.dee, `${BASE}/queries/new`), `${BASE}/queries/new`)
      const text = 'How do you keep wells clean in the dry months?'
      return (nth) => world.send(world.dee, `${BASE}/queries/new`, { csrf, text: `${text} ${nth}` })
    },
  },
  {
    name: 'requests of one person to join',
    most: 1,
    least: 1,
    count: `select count(*) from application join person on person.id = person_id where person.name = 'Gus' and decision is null`,
    ready: async (world) => {
      await sql`update community set joining = 'ask' where short_name = 'North'`.execute(world.db)
      const door = `${BASE}/membership`
      const { csrf = '' } = hiddenFields(await world.page(world.gus, door), door)
      return () => world.send(world.gus, door, { csrf })
    },
  },
  {
    name: 'bookmarks of one post',
    most: 1,
    least: 1,
    count: `select count(*) from bookmark join person on person.id = person_id where person.name = 'Ben'`,
    ready: async (world) => {
      await world.work()
      await world.travel('6 minutes')
      await world.work()
      const { rows } = await sql<{ key: string }>`select key from post where body = 'Said once.'`.execute(world.db)
      const fields = { kind: 'post', key: rows[0]?.key ?? '', note: 'Kept.' }
      const { csrf = '' } = hiddenFields(await world.page(world.ben, '/me/mail'), '/sign-out')
      return () => world.send(world.ben, '/me/bookmarks', { ...fields, csrf })
    },
  },
  {
    name: 'sessions of one code',
    most: 1,
    least: 1,
    count: `select count(*) from session join person on person.id = person_id where person.name = 'Fay' and user_agent is distinct from 'test'`,
    ready: async (world) => {
      const { path, code } = await askForCode(world, world.fay)
      const { csrf = '' } = hiddenFields(await world.page(null, path), path)
      return () => world.send(null, path, { csrf, code })
    },
  },
  {
    name: 'memberships and sessions of one invitation',
    most: 2,
    least: 2,
    count: `select (select count(*) from membership join person on person.id = person_id where name = 'Ira')
      + (select count(*) from session join person on person.id = person_id where name = 'Ira')`,
    ready: async (world) => {
      const page = `${BASE}/invitation`
      await world.submit(world.ben, page, page, { name: 'Ira', address: 'ira@example.org', why: 'She knows wells.' })
      const { rows } = await sql<{ key: string }>`
        select invitation.key from invitation join person on person.id = person_id where name = 'Ira'`.execute(world.db)
      const path = `/invitations/${rows[0]?.key}`
      const { csrf = '' } = hiddenFields(await world.page(null, path), path)
      return () => world.send(null, path, { csrf, answer: 'yes' })
    },
  },
  {
    name: 'groups of one name',
    most: 1,
    least: 1,
    count: `select count(*) from slug where slug = 'winter-camps'`,
    ready: async (world) => {
      const path = '/communities/new'
      const { csrf = '' } = hiddenFields(await world.page(world.cho, path), path)
      const fields = { type: 'interest', name: 'Winter camps', purpose: 'To plan the camps of the winter together.' }
      return () => world.send(world.cho, path, { ...fields, csrf })
    },
  },
  {
    name: 'decisions on one request to join, of which half say no',
    most: 1,
    least: 1,
    count: `select count(*) from activity join application on application.id = subject_id
      where subject_kind = 'application' and verb in ('application.accepted', 'application.declined')
        and application.person_id = (select id from person where name = 'Gus')`,
    ready: async (world) => {
      const { rows } = await sql<{ key: string }>`
        select key from application where person_id = ${world.gus.id} and decision is null`.execute(world.db)
      const path = `${BASE}/applications/${rows[0]?.key}`
      const { csrf = '' } = hiddenFields(await world.page(world.ana, path), path)
      return (nth) => world.send(world.ana, path, { csrf, decision: nth % 2 ? 'accepted' : 'declined', note: 'Said.' })
    },
  },
  {
    name: 'administrators of the network, who all leave',
    most: 1,
    least: 1,
    count: `select count(*) from role join membership using (person_id, community_id)
      where role = 'administrator' and role.until is null and state = 'member'`,
    ready: (world) => leaving(world, { name: 'Keeper', many: 6, at: world.network, role: 'administrator' }),
  },
  {
    name: 'the last two coordinators of a community, who leave at once: roles without a member, and members counted wrongly',
    most: 0,
    count: `select (select count(*) from role left join membership using (person_id, community_id)
        where role.until is null and state is distinct from 'member')
      + (select count(*) from community where members_of(id) <> (select count(*) from membership
        where community_id = community.id and state = 'member'))`,
    ready: async (world) => {
      await sql`update role set until = app_now() where community_id = ${world.south.id}`.execute(world.db)
      return leaving(world, { name: 'Last', many: 2, at: world.south, role: 'coordinator' })
    },
  },
]

type Leaving = { name: string; many: number; at: World['north']; role: string }

/** Each of some members with a role goes, several times over. */
async function leaving(world: World, { name, many, at, role }: Leaving) {
  const all: { actor: Actor; csrf: string }[] = []
  for (let nth = 0; nth < many; nth++) {
    const actor = await plantPerson(world.db, `${name}${nth}`)
    await plantMember(world.db, actor.id, at.id)
    await plantRole(world.db, actor.id, at.id, role)
    const { csrf = '' } = hiddenFields(await world.page(actor, '/me/mail'), '/sign-out')
    all.push({ actor, csrf })
  }
  return (nth: number) => {
    const { actor, csrf } = all[nth % many] as (typeof all)[number]
    return world.send(actor, `/communities/${at.slug}/membership/removal`, { csrf })
  }
}
