import { openSession } from '../../src/modules/people/index.ts'
import { sql } from '../../src/platform/db.ts'
import { type Actor, plantMember, plantPerson, plantRole, proveFor, type World } from '../world.ts'
import { openToHer, plantKeeper } from './cast.ts'
import type { Ground } from './ground.ts'
import { queryLife } from './query-life.ts'
import { roomCases } from './room-cases.ts'
import { type Case, talkWith } from './withdrawals.ts'

/** How a right ends: by leaving, by somebody's act, by a room that is drawn in, by a wish of her who is shown. */
export function withdrawalCases(world: World, ground: Ground): Case[] {
  return [
    ...ofMembers(world, ground),
    ...ofSessions(world, ground),
    ...ofOffices(world, ground),
    ...roomCases(world, ground),
    ...ofPeople(world, ground),
  ]
}

const MEMBERSHIP = '/communities/north/membership'

/** Where a talk of North, and what stands in it, can be met. */
export const placesOf = (talk: string) => [
  talk,
  '/communities/north/talk',
  '/communities/north/files',
  '/talk',
  '/me/bookmarks',
]

let planted = 0

/** A member of North who has lost nothing yet. */
export async function plantReader(world: World): Promise<Actor> {
  const reader = await plantPerson(world.db, `Reader-${++planted}`)
  await plantMember(world.db, reader.id, world.north.id)
  return reader
}

function ofMembers(world: World, { ana, ben }: Ground): Case[] {
  const lay = async (word: string) => placesOf(await talkWith(world, ben, word))
  const { press } = queryLife(world, 'north', ana)
  const ends: [string, (reader: Actor) => Promise<unknown>][] = [
    ['has left', (reader) => press(reader, MEMBERSHIP, `${MEMBERSHIP}/removal`)],
    [
      'was removed',
      ({ id }) =>
        sql`update membership set state = 'removed', until = app_now() where person_id = ${id}`.execute(world.db),
    ],
    ['was suspended', ({ id }) => sql`update person set state = 'suspended' where id = ${id}`.execute(world.db)],
  ]
  return ends.map(([name, end]) => ({
    name,
    async open() {
      const reader = await plantReader(world)
      return { reader, lay, end: () => end(reader), byStream: true }
    },
  }))
}

/** Her letters go on; the browser in which she was signed in shows nothing any more. */
function ofSessions(world: World, { ana, ben }: Ground): Case[] {
  const lay = async (word: string) => placesOf(await talkWith(world, ben, word))
  const { press } = queryLife(world, 'north', ana)
  const ends: [string, (reader: Actor, other: Actor) => Promise<unknown>][] = [
    ['has signed out', (reader) => press(reader, '/me', '/sign-out')],
    ['was signed out from another browser', (_, other) => press(other, '/me/sessions', '/me/sessions/others')],
  ]
  return ends.map(([name, end]) => ({
    name,
    async open() {
      const reader = await plantReader(world)
      await sql`update membership set delivery = 'web' where person_id = ${reader.id}`.execute(world.db)
      const other = { ...reader, cookie: `copse=${await openSession(world.db, reader.id, 'other')}` }
      await proveFor(world.db, reader.id)
      return { reader, lay, end: () => end(reader, other), byPageOnly: true, byStream: true }
    },
  }))
}

function ofOffices(world: World, { ana, ben, ned }: Ground): Case[] {
  const { press, ask } = queryLife(world, 'north', ana)
  const transfers = async (word: string) => {
    const { id } = await plantReader(world)
    await sql`update person set name = ${`Lea ${word}`} where id = ${id}`.execute(world.db)
    await sql`insert into transfer (person_id, to_id, is_new_posting, by_id) values (${id}, ${world.south.id}, true, ${ana.id})`.execute(
      world.db,
    )
    return ['/network/transfers']
  }
  return [
    {
      name: 'her role has ended',
      async open() {
        const reader = await plantReader(world)
        await plantRole(world.db, reader.id, world.north.id, 'coordinator')
        const role = await keyOfRole(world, reader)
        const end = () => press(ana, '/communities/north/roles', `/communities/north/roles/${role}/removal`)
        const lay = async (word: string) => [
          await ask(await plantReader(world), `What it is ${word}, does anybody know?`),
        ]
        return { reader, lay, end, byPageOnly: true }
      },
    },
    {
      name: 'her second factor is not proven any more',
      async open() {
        const reader = await plantKeeper(world, `Keeper-${++planted}`)
        await proveFor(world.db, reader.id)
        const end = () => sql`update session set proven_at = null where person_id = ${reader.id}`.execute(world.db)
        return { reader, lay: transfers, end, byPageOnly: true }
      },
    },
    {
      name: 'her look under break-glass has ended',
      async open() {
        const reader = await plantKeeper(world, `Keeper-${++planted}`)
        await sql`update role set since = since - interval '1 day' where person_id = ${reader.id}`.execute(world.db)
        await openToHer(world, reader, ned)
        const end = () =>
          sql`update break_glass set ended_at = app_now(), ending = 'second' where reader_id = ${reader.id}`.execute(
            world.db,
          )
        const lay = async (word: string) => [await talkWith(world, ben, word), '/communities/north/talk']
        return { reader, lay, end, byPageOnly: true }
      },
    },
  ]
}

async function keyOfRole({ db }: World, { id }: Actor): Promise<string> {
  const { rows } = await sql<{ key: string }>`select key from role where person_id = ${id}`.execute(db)
  return rows[0]?.key ?? ''
}

function ofPeople(world: World, { dee, lea, ana }: Ground): Case[] {
  const { press } = queryLife(world, 'north', ana)
  const call = async (person: Actor, word: string) => {
    await sql`update person set name = ${`Lea ${word}`} where id = ${person.id}`.execute(world.db)
    return ['/communities/north/members']
  }
  return [
    {
      name: 'she is listed no more',
      open: async () => ({
        ...{ reader: dee, byPageOnly: true },
        lay: async (word) => [...(await call(lea, word)), `/communities/north/members?name=${word}`],
        end: () => press(lea, MEMBERSHIP, `${MEMBERSHIP}/listing`),
      }),
    },
    {
      name: 'she shows her address no more',
      open: async () => ({
        ...{ reader: dee, byPageOnly: true },
        lay: async (word) => {
          await sql`update person set shows_address = true where id = ${lea.id}`.execute(world.db)
          await sql`update address set address = ${`${word}@example.org`} where person_id = ${lea.id}`.execute(world.db)
          return [`/people/${lea.key}`]
        },
        end: () => press(lea, '/me/sharing', '/me/sharing'),
      }),
    },
  ]
}
