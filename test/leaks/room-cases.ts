import { sql } from '../../src/platform/db.ts'
import { type Actor, plantMember, plantRole, type World } from '../world.ts'
import type { Ground } from './ground.ts'
import { queryLife } from './query-life.ts'
import { placesOf, plantReader } from './withdrawal-cases.ts'
import { type Case, talkWith, type Withdrawal } from './withdrawals.ts'

/** What happens to a conversation or its room, while its reader stays who she is. */
export function roomCases(world: World, { ana, ben, eve, fay }: Ground): Case[] {
  const { press } = queryLife(world, 'north', ana)
  let talk = ''
  const lay = async (word: string) => {
    talk = await talkWith(world, ben, word)
    return placesOf(talk)
  }
  const keyOf = () => talk.split('/').at(-1)
  const tighten = (how: ReturnType<typeof sql>) =>
    sql`update room set ${how} where id = (select room_id from thread where key = ${keyOf()})`.execute(world.db)
  const heal = () =>
    sql`update room set staff_only = false, reach = 'community' where community_id = ${world.north.id} and is_default`.execute(
      world.db,
    )
  const one = (
    name: string,
    rest: Omit<Withdrawal, 'reader'>,
    prepare = (_: Actor): Promise<unknown> => Promise.resolve(),
  ): Case => ({
    name,
    async open() {
      const reader = await plantReader(world)
      await prepare(reader)
      return { reader, ...rest }
    },
  })
  return [
    // The title of a conversation stays; what was said in it goes.
    one('the words were withdrawn', {
      lay: async (word) => {
        talk = await talkWith(world, ben, word, 'Without a word')
        return [talk, '/communities/north/files', '/talk']
      },
      end: async () => press(ben, talk, `/posts/${await firstPost(world, keyOf())}/withdrawal`),
    }),
    one('the thread was moved', {
      ...{ lay, byStream: true },
      end: async () => {
        for (const { id } of [eve, fay]) await join(world, id, world.north.id)
        await join(world, ana.id, world.south.id)
        await plantRole(world.db, ana.id, world.south.id, 'coordinator')
        await press(ana, `${talk}/order`, `${talk}/move`, { to: 'south' })
      },
    }),
    one(
      'the room is for staff now',
      { lay, heal, byStream: true, end: () => tighten(sql`staff_only = true`) },
      ({ id }) => sql`update membership set class = 'external' where person_id = ${id}`.execute(world.db),
    ),
    one('the room is for some people now', {
      ...{ lay, heal, byStream: true },
      end: () => tighten(sql`reach = 'people', staff_only = false`),
    }),
  ]
}

async function join({ db }: World, person: number, community: number) {
  const { rows } =
    await sql`select from membership where person_id = ${person} and community_id = ${community}`.execute(db)
  if (rows.length === 0) await plantMember(db, person, community)
}

async function firstPost({ db }: World, key = ''): Promise<string> {
  const { rows } = await sql<{ key: string }>`
    select post.key from post join thread on thread.id = thread_id where thread.key = ${key} and number = 1`.execute(db)
  return rows[0]?.key ?? ''
}
