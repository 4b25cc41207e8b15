import { type Actor, plantPerson, type World } from '../../../../test/world.ts'
import { now } from '../../../platform/db.ts'

export const DOOR = '/communities/north/membership'

/** How one comes into North, for the tests that follow. */
export function setDoor({ db, north }: World, joining: 'open' | 'ask' | 'invited', more: object = {}) {
  return db
    .updateTable('community')
    .set({ joining, ...more })
    .where('id', '=', north.id)
    .execute()
}

export async function setQuestions({ db, north }: World, words: string[]) {
  await db.deleteFrom('application_question').where('community_id', '=', north.id).execute()
  const rows = words.map((en, position) => ({ community_id: north.id, position, words: JSON.stringify({ en }) }))
  if (rows.length > 0) await db.insertInto('application_question').values(rows).execute()
}

/** What a day's tests would count against each other. */
export async function clear({ db }: World) {
  await db.deleteFrom('automatic_answer').execute()
  await db.deleteFrom('rate_count').execute()
  await db.updateTable('session').set({ seen_at: now, created_at: now }).execute()
}

export async function membershipOf({ db, north }: World, { id }: Pick<Actor, 'id'>) {
  const row = await db
    .selectFrom('membership')
    .select(['state', 'class'])
    .where('person_id', '=', id)
    .where('community_id', '=', north.id)
    .executeTakeFirst()
  return row && `${row.state} ${row.class}`
}

let nth = 0

/** Somebody of the network who is no member of North. */
export function plantOutsider({ db }: World): Promise<Actor> {
  return plantPerson(db, `Outsider${++nth}`)
}

export async function verbsOf({ db }: World, prefix: string): Promise<string[]> {
  const rows = await db
    .selectFrom('activity')
    .select('verb')
    .where('verb', 'like', `${prefix}%`)
    .orderBy('id')
    .execute()
  return rows.map(({ verb }) => verb)
}
