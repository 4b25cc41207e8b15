import { openSession } from '../../src/modules/people/index.ts'
import { sql } from '../../src/platform/db.ts'
import { type Actor, plantMember, plantPerson, plantRole, type World } from '../world.ts'
import { say } from './words.ts'

export type Cast = Awaited<ReturnType<typeof gatherCast>>

const NAMES = ['Hal', 'Ivy', 'Kit', 'Lea', 'Mia', 'Pia', 'Sam', 'Sid', 'Tia', 'Uma', 'Vic', 'Yan', 'Zoe'] as const
type Name = Lowercase<(typeof NAMES)[number]>

/**
 * Beside the cast of the test world: Kit is an external member, Lea shows much of herself, Hal will leave, Ivy will be
 * removed, Sid suspended; Ned, Nia and Gil keep the network, Nia without a second factor; Abe will ask to join.
 */
export async function gatherCast(world: World) {
  const { db, north } = world
  const members = {} as Record<Name, Actor>
  for (const name of NAMES) {
    const member = await plantPerson(db, name)
    await plantMember(db, member.id, north.id)
    members[name.toLowerCase() as Name] = member
  }
  const { hal, ivy, kit, lea } = members
  await plantRole(db, ivy.id, north.id, 'coordinator')
  const [ned, nia, gil] = [
    await plantKeeper(world, 'Ned'),
    await plantKeeper(world, 'Nia'),
    await plantKeeper(world, 'Gil'),
  ]
  await sql`update session set proven_at = null where person_id = ${nia.id}`.execute(db)
  const abe = await plantPerson(db, 'Abe')
  const { ana, rao, ben, cho, dee, eve, fay, gus } = world
  await sql`update membership set class = 'external' where person_id = ${kit.id}`.execute(db)
  await sql`update membership set delivery = 'digest' where person_id in (${kit.id}, ${fay.id}, ${hal.id}, ${cho.id})`.execute(
    db,
  )
  await sql`update community set posting_budget = 100`.execute(db)
  await sql`insert into declared_topic (person_id, topic_id) select id, 1 from person where id in (${lea.id}, ${dee.id})`.execute(
    db,
  )
  return { ana, rao, ben, cho, dee, eve, fay, gus, ned, nia, gil, abe, ...members }
}

export async function plantKeeper({ db, network }: World, name: string): Promise<Actor> {
  const keeper = await plantPerson(db, name)
  await plantMember(db, keeper.id, network.id)
  await plantRole(db, keeper.id, network.id, 'administrator')
  return keeper
}

/** The first room of North is opened to this reader, as the second person agreed. */
export async function openToHer({ db, north }: World, reader: Actor, second: Actor): Promise<number> {
  const { rows } = await sql<{ room_id: number }>`
    insert into break_glass (community_id, room_id, reader_id, reason, hours, lapses_at, second_id, opened_at, until)
    select community_id, id, ${reader.id}, ${say('A complaint.')}, 24, app_now(), ${second.id}, app_now(), app_now() + interval '1 year'
    from room where community_id = ${north.id} and is_default returning room_id`.execute(db)
  await sql`insert into break_glass_page (break_glass_id, page)
    select id, '/communities/north/files' from break_glass where reader_id = ${reader.id}`.execute(db)
  return Number(rows[0]?.room_id)
}

/** With a session put into the database by hand: somebody who was never given one, or whose session should be over. */
export async function forceIn({ db }: World, where: string): Promise<Actor> {
  const { rows } = await sql
    .raw<{ id: number; key: string; name: string; address: string | null }>(
      `select id, key, name, (select address from address where person_id = person.id limit 1) as address
        from person where ${where} order by id limit 1`,
    )
    .execute(db)
  const [one] = rows
  if (!one) throw new Error(`There is nobody with ${where}`)
  const id = Number(one.id)
  const cookie = `copse=${await openSession(db, id, 'forced')}`
  const viewer = () => Promise.reject(new Error(`${one.name} never signs in`))
  return { ...one, id, address: one.address ?? '', cookie, viewer }
}
