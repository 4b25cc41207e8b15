import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../src/platform/db.ts'
import { NOBODY } from '../support/sink.ts'
import { plantCommunity, plantMember, plantPerson, plantRole } from '../world.ts'
import type { Browser, Person } from './browser.ts'

/** North with a coordinator, an asker and members who want each mail, one of whom has an address where nobody is. */
export async function plantNorth(db: Kysely<Tables>) {
  const { id } = await db
    .insertInto('calendar')
    .values({ name: 'Test', time_zone: 'Asia/Kolkata' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const network = await plantCommunity(db, id, null, 'network', 'Network')
  const north = await plantCommunity(db, id, network.id, 'north', 'North')
  const people: Person[] = []
  for (const name of ['Ana', 'Ben', 'Cho', 'Dee', 'Eli', 'Fay', 'Nobody']) {
    const person = await plantPerson(db, name)
    await plantMember(db, person.id, north.id)
    people.push(person)
  }
  const [ana, asker, ...others] = people as [Person, Person, ...Person[]]
  await plantRole(db, ana.id, north.id, 'coordinator')
  const nobody = others.pop() as Person
  await sql`update address set address = ${NOBODY} where person_id = ${nobody.id}`.execute(db)
  return { ana, asker, members: others, nobody }
}

/** A query that gathers responses, for as long as the run may last; through the same forms as everybody's. */
export async function openQuery(db: Kysely<Tables>, browser: Browser, ana: Person, asker: Person) {
  const base = '/communities/north/queries'
  const text = 'How did you keep the water committees alive?'
  const asked = await browser.submit(asker, `${base}/new`, `${base}/new`, { text })
  const path = asked.split('?')[0] ?? ''
  await browser.submit(ana, `${path}/shape`, `${path}/shape`, {
    ...{ title: text, kinds: 'experiences', context: 'They stop.', attribution: 'named', urgency: 'normal', level: '' },
    ...{ reply_by: '', decision_by: '' },
  })
  await browser.submit(asker, `${path}/agreement`, `${path}/agreement`, { answer: 'ok', words: '' })
  await sql`update clock set due_at = due_at + interval '10 years' where kind like 'queries.%'`.execute(db)
  await sql`update query set due_at = due_at + interval '10 years'`.execute(db)
  const { thread_id } = await db
    .selectFrom('query')
    .select('thread_id')
    .where('key', '=', path.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  return { path, thread_id: thread_id ?? 0 }
}
