import { type Actor, hiddenFields, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { openSession } from '../index.ts'
import { wearing } from '../second-factor/builders.ts'

/** In a browser of hers in which nothing was proven for a quarter of an hour. */
export async function longIn({ db }: World, person: Actor, name = 'test'): Promise<Actor> {
  const cookie = `${person.cookie.split('=')[0]}=${await openSession(db, person.id, name)}`
  await sql`update session set created_at = app_now() - interval '16 minutes' where id = (select max(id) from session)`.execute(
    db,
  )
  return { ...person, cookie }
}

/** Sends a form that is answered with the question who she is; gives the page that asks it. */
export async function askedAt(answer: Response): Promise<string> {
  const path = answer.headers.get('location') ?? ''
  if (answer.status !== 303 || !/^\/me\/proof\/\w{16}$/.test(path))
    throw new Error(`No fresh proof was asked: ${answer.status} ${path} ${await answer.text()}`)
  return path
}

export async function mailedTo(world: World, person: Actor): Promise<string> {
  await world.work()
  const { subject } = await world.lastMailTo(person)
  return /^(\d{6}) is your code to show that it is you$/.exec(subject)?.[1] ?? ''
}

/** Types the code, and does what a browser does with the answer: the same form goes on, under the new cookie. */
export async function show(world: World, person: Actor, path: string, proof: string) {
  const fields = { ...hiddenFields(await world.page(person, path), path), proof }
  return sendOn(world, person, path, fields)
}

export async function sendOn(world: World, person: Actor, path: string, fields: Record<string, string>) {
  const shown = await world.send(person, path, fields)
  if (shown.status !== 307) return { shown, person, answer: shown }
  const proven = wearing(person, shown)
  return { shown, person: proven, answer: await world.send(proven, shown.headers.get('location') ?? '', fields) }
}
