import { type Actor, openWorld, plantMember, plantPerson, plantRole, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'

export const PAGE = '/communities/north/break-glass'
export const REASON = 'A complaint about this room has reached us and we must look at it.'

/** Gus and Hal keep the network and belong to no community; what Ben writes in North they cannot read. */
export async function openKept() {
  const world = await openWorld()
  const hal = await plantPerson(world.db, 'Hal')
  for (const { id } of [world.gus, hal]) {
    await plantMember(world.db, id, world.network.id)
    await plantRole(world.db, id, world.network.id, 'administrator')
  }
  return { ...world, hal }
}

export type Kept = Awaited<ReturnType<typeof openKept>>

type Wish = { reason?: string; hours?: string }

export function ask(world: World, who: Actor, { reason = REASON, hours = '4' }: Wish = {}, page = PAGE) {
  return world.submit(who, page, page, { reason, hours })
}

/** The path of the newest request. */
export async function newest({ db }: World): Promise<string> {
  const { rows } = await sql<{ key: string }>`select key from break_glass order by id desc limit 1`.execute(db)
  return `/break-glass/${rows[0]?.key}`
}

export async function answer(world: World, who: Actor, said: 'yes' | 'no') {
  const path = await newest(world)
  return world.submit(who, path, `${path}/answer`, { answer: said })
}

/** Asked by Gus, agreed by Hal. */
export async function openGlass(world: Kept, wish: Wish = {}): Promise<string> {
  await ask(world, world.gus, wish)
  await answer(world, world.hal, 'yes')
  return newest(world)
}

/** Back to where nobody has asked. */
export async function forget({ db }: World) {
  await sql`delete from break_glass_page`.execute(db)
  await sql`delete from break_glass`.execute(db)
  await sql`delete from break_glass_pair`.execute(db)
  await sql`delete from outbox where about_kind like 'break_glass%'`.execute(db)
  await sql`delete from activity where verb like 'break_glass.%'`.execute(db)
}

/** What the history says of it, in order. */
export async function verbs({ db }: World): Promise<string[]> {
  const { rows } = await sql<{ verb: string }>`
    select verb from activity where verb like 'break_glass.%' order by id`.execute(db)
  return rows.map(({ verb }) => verb.slice('break_glass.'.length))
}

/** A conversation of North in Ben's words, out for everybody. */
export async function talkInNorth(world: World, words = 'The well of the northern block'): Promise<string> {
  const list = '/communities/north/talk'
  const file = new File([`In a file: ${words}`], 'well.txt', { type: 'text/plain' })
  const sent = await world.submit(world.ben, list, list, { title: words, body: `${words}, in full.`, files: file })
  await world.travel('10 minutes')
  await world.work()
  return (sent.headers.get('location') ?? '').split(/[?#]/)[0] ?? ''
}

export const wordsOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
