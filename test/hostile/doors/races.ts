import { sql } from '../../../src/platform/db.ts'
import { hiddenFields, plantMember, plantPerson, plantRole, type World } from '../../world.ts'
import type { Stage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { askForCode, enter, forget } from './codes.ts'

type Race = {
  name: string
  /** What must be true afterwards, as one number of the database. */
  most: number
  least?: number
  count: string
  /** Gives the one request that all send at once. */
  ready: (world: World) => Promise<(nth: number) => Promise<Response>>
}

const BASE = '/communities/north'

const races: Race[] = [
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
      return () => enter(world, path, code)
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
    name: 'administrators of the network, who all leave',
    most: 1,
    least: 1,
    count: `select count(*) from role join membership using (person_id, community_id)
      where role = 'administrator' and role.until is null and state = 'member'`,
    ready: async (world) => {
      const leaving: (() => Promise<Response>)[] = []
      for (let nth = 0; nth < 6; nth++) {
        const one = await plantPerson(world.db, `Keeper${nth}`)
        await plantMember(world.db, one.id, world.network.id)
        await plantRole(world.db, one.id, world.network.id, 'administrator')
        const { csrf = '' } = hiddenFields(await world.page(one, '/me/mail'), '/sign-out')
        leaving.push(() => world.send(one, '/communities/network/membership/removal', { csrf }))
      }
      return (nth) => (leaving[nth % leaving.length] as () => Promise<Response>)()
    },
  },
]

/** Many do the same at the same moment: what may be once is once, and none of them gets a fault. */
export const racedForms: Trial = {
  name: 'what counts is counted right when a hundred come at once',
  async run(stage, attempt) {
    for (const race of races) await runRace(stage, attempt, race)
  },
}

async function runRace({ world, short }: Stage, attempt: Attempt, { name, most, least = 0, count, ready }: Race) {
  await forget(world)
  const send = await ready(world)
  const many = short ? 40 : 100
  const answers = await Promise.all(Array.from({ length: many }, (_, nth) => send(nth)))
  attempt.count(many)
  const faults = answers.filter(({ status }) => status >= 500)
  if (faults.length > 0) attempt.wrong(`${name}: ${faults.length} of ${many} got ${faults[0]?.status}`)
  const { rows } = await sql.raw<{ count: string }>(`select (${count}) as count`).execute(world.db)
  const found = Number(rows[0]?.count)
  expect(attempt, found >= least && found <= most, `${name}: ${found}`)
}
