import { sql } from '../../src/platform/db.ts'
import type { World } from '../world.ts'
import type { Cast } from './cast.ts'
import { queryLife } from './query-life.ts'
import { newWord, say } from './words.ts'

const DOOR = '/communities/north/membership'

/** How people come in: questions and answers, decided and not; a welcome, a greeting, roles that are handed over. */
export async function layDoors(world: World, cast: Cast) {
  const { ana, abe, ben, ned } = cast
  const { press } = queryLife(world, 'north', ana)
  await sql`update community set joining = 'ask', admits_external = true where id = ${world.north.id}`.execute(world.db)
  await press(ana, '/communities/north/questions', '/communities/north/questions', {
    'question-1': say('What brings you?'),
    'needed-1': 'yes',
  })
  await layApplications(world, cast)
  await press(ana, '/communities/north/roles', '/communities/north/roles', { who: ben.name, role: 'convenor' })
  await sql`update role set duties = array[${say('To begin.')}], handover = ${say('Who follows?')}, handover_due = '2099-01-01'
    where person_id = ${ben.id} and role = 'convenor'`.execute(world.db)
  await sql`update membership set awaits_greeting_since = app_now() where person_id in (${ben.id}, ${abe.id})`.execute(
    world.db,
  )
  await press(ana, '/communities/north/newcomers', `/communities/north/newcomers/${ben.key}`, { line: say('Welcome.') })
  await press(ned, '/network/convening-body', '/network/convening-body', { name: say('The body') }).catch(() => '')
  await world.work()
}

/** Abe's waits; one of somebody from outside is not proven, one was declined with a note. */
async function layApplications(world: World, { ana, abe, gus }: Cast) {
  const { press } = queryLife(world, 'north', ana)
  const [question] = (await sql<{ id: number }>`select id from application_question`.execute(world.db)).rows
  const field = `answer-${question?.id}`
  const stranger = { name: `Oda ${newWord()}`, address: 'oda@example.org', [field]: say('A stranger asks.') }
  const answer = await world.submit(null, DOOR, DOOR, stranger)
  if (answer.status >= 400) throw new Error(`A stranger could not ask: ${answer.status}`)
  await press(gus, DOOR, DOOR, { [field]: say('Gus would like to.') })
  const { rows } = await sql<{ key: string }>`select key from application where person_id = ${gus.id}`.execute(world.db)
  const list = '/communities/north/applications'
  await press(ana, `${list}/${rows[0]?.key}`, `${list}/${rows[0]?.key}`, {
    decision: 'declined',
    note: say('Not now.'),
  })
  await press(abe, DOOR, DOOR, { [field]: say('Abe would like to.') })
  await world.work()
}
