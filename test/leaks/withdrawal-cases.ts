import { sql } from '../../src/platform/db.ts'
import { type Actor, plantMember, plantRole, type World } from '../world.ts'
import type { Ground } from './ground.ts'
import { queryLife } from './query-life.ts'
import { talkWith, type Withdrawal } from './withdrawals.ts'

/** How a right ends: by leaving, by somebody's act, by a room that is drawn in, by a wish of her who is shown. */
export function withdrawalCases(world: World, ground: Ground): Withdrawal[] {
  return [...ofMembers(world, ground), ...ofRooms(world, ground), ...ofPeople(world, ground)]
}

const MEMBERSHIP = '/communities/north/membership'

/** Where a talk of North, and what stands in it, can be met. */
const placesOf = (talk: string) => [
  talk,
  '/communities/north/talk',
  '/communities/north/files',
  '/talk',
  '/me/bookmarks',
]

function ofMembers(world: World, { ana, ben, vic, tia, mia, pia }: Ground): Withdrawal[] {
  const lay = async (word: string) => placesOf(await talkWith(world, ben, word))
  const { press } = queryLife(world, 'north', ana)
  return [
    { name: 'has left', reader: vic, lay, end: () => press(vic, MEMBERSHIP, `${MEMBERSHIP}/removal`) },
    {
      ...{ name: 'was removed', reader: tia, lay },
      end: () =>
        sql`update membership set state = 'removed', until = app_now() where person_id = ${tia.id}`.execute(world.db),
    },
    {
      ...{ name: 'was suspended', reader: mia, lay },
      end: () => sql`update person set state = 'suspended' where id = ${mia.id}`.execute(world.db),
    },
    {
      ...{ name: 'has signed out', reader: pia, lay, byPageOnly: true },
      end: async () => {
        await press(pia, '/me', '/sign-out')
        await sql`update outbox set state = 'dropped' where person_id = ${pia.id} and state = 'waiting'`.execute(
          world.db,
        )
      },
    },
  ]
}

function ofRooms(world: World, { ana, ben, cho, dee, kit, sam, eve, fay }: Ground): Withdrawal[] {
  let talk = ''
  const lay = async (word: string) => {
    talk = await talkWith(world, ben, word)
    return placesOf(talk)
  }
  const eachMail = () =>
    sql`update membership set delivery = 'each' where person_id in (${cho.id}, ${kit.id})`.execute(world.db)
  const layMailed = async (word: string) => {
    await eachMail()
    return lay(word)
  }
  const roomOf = () => sql`(select room_id from thread where key = ${talk.split('/').at(-1)})`
  const { press } = queryLife(world, 'north', ana)
  return [
    {
      ...{ name: 'the words were withdrawn', reader: sam },
      // The title of a conversation stays; what was said in it goes.
      lay: async (word) => {
        talk = await talkWith(world, ben, word, 'Without a word')
        return [talk, '/communities/north/files', '/talk']
      },
      end: async () => {
        const key = await firstPost(world, talk)
        await press(ben, talk, `/posts/${key}/withdrawal`)
      },
    },
    {
      ...{ name: 'the thread was moved', reader: dee, lay },
      end: async () => {
        for (const { id } of [eve, fay]) await plantMember(world.db, id, world.north.id)
        await plantMember(world.db, ana.id, world.south.id)
        await plantRole(world.db, ana.id, world.south.id, 'coordinator')
        await press(ana, `${talk}/order`, `${talk}/move`, { to: 'south' })
      },
    },
    {
      ...{ name: 'the room is for staff now', reader: kit, lay: layMailed },
      end: () => sql`update room set staff_only = true where id = ${roomOf()}`.execute(world.db),
    },
    {
      ...{ name: 'the room is for some people now', reader: cho, lay: layMailed },
      end: () => sql`update room set reach = 'people', staff_only = false where id = ${roomOf()}`.execute(world.db),
    },
  ]
}

async function firstPost({ db }: World, talk: string): Promise<string> {
  const { rows } = await sql<{ key: string }>`
    select post.key from post join thread on thread.id = thread_id where thread.key = ${talk.split('/').at(-1)} and number = 1`.execute(
    db,
  )
  return rows[0]?.key ?? ''
}

function ofPeople(world: World, { dee, lea, ana }: Ground): Withdrawal[] {
  const { press } = queryLife(world, 'north', ana)
  const call = async (person: Actor, word: string) => {
    await sql`update person set name = ${`Lea ${word}`} where id = ${person.id}`.execute(world.db)
    return ['/communities/north/members']
  }
  return [
    {
      ...{ name: 'she is listed no more', reader: dee, byPageOnly: true },
      lay: async (word) => [...(await call(lea, word)), `/communities/north/members?name=${word}`],
      end: () => press(lea, MEMBERSHIP, `${MEMBERSHIP}/listing`),
    },
    {
      ...{ name: 'she shows her address no more', reader: dee, byPageOnly: true },
      lay: async (word) => {
        await sql`update person set shows_address = true where id = ${lea.id}`.execute(world.db)
        await sql`update address set address = ${`${word}@example.org`} where person_id = ${lea.id}`.execute(world.db)
        return [`/people/${lea.key}`]
      },
      end: () => press(lea, '/me/sharing', '/me/sharing'),
    },
  ]
}
