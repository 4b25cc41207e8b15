import { openSession } from '../../src/modules/people/index.ts'
import { sql } from '../../src/platform/db.ts'
import { type Actor, plantMember, plantPerson, plantRole, type World } from '../world.ts'

export type Cast = Awaited<ReturnType<typeof gatherCast>>

const NAMES = ['Hal', 'Ivy', 'Kit', 'Lea', 'Mia', 'Pia', 'Sam', 'Sid', 'Tia', 'Uma', 'Vic', 'Yan', 'Zoe'] as const
type Name = Lowercase<(typeof NAMES)[number]>

/**
 * Beside the cast of the test world: Kit is an external member, Lea shows much of herself, Hal will leave, Ivy will be
 * removed, Sid suspended; Ned keeps the network, Abe will ask to join.
 */
export async function gatherCast(world: World) {
  const { db, north, network } = world
  const members = {} as Record<Name, Actor>
  for (const name of NAMES) {
    const member = await plantPerson(db, name)
    await plantMember(db, member.id, north.id)
    members[name.toLowerCase() as Name] = member
  }
  const { hal, ivy, kit, lea } = members
  await plantRole(db, ivy.id, north.id, 'coordinator')
  const ned = await plantPerson(db, 'Ned')
  await plantMember(db, ned.id, network.id)
  await plantRole(db, ned.id, network.id, 'administrator')
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
  return { ana, rao, ben, cho, dee, eve, fay, gus, ned, abe, ...members }
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
