import { sql } from '../../src/platform/db.ts'
import type { Actor, World } from '../world.ts'
import type { Cast } from './cast.ts'
import { docxFile, pdfFile, textFile } from './documents.ts'
import { queryLife } from './query-life.ts'
import { say } from './words.ts'

/** One room of each reach beside that of the community; the talk in each begins with the name of its reach. */
export async function layRooms(world: World, { ben, dee, eve, kit, rao }: Cast) {
  await layRoom(world, ben, { reach: 'people', people: [ben.id, dee.id, kit.id, rao.id] })
  await layRoom(world, ben, { reach: 'network' })
  await layRoom(world, ben, { reach: 'public' })
  await layRoom(world, eve, { reach: 'people', people: [eve.id], slug: 'south' })
}

/** Words that stand only within a document, which no page shows. */
const FILES: Record<string, () => File> = { people: docxFile, network: pdfFile }

type Room = { reach: string; people?: number[]; slug?: string }

/** The product opens talk in the first room of a community; other rooms are laid beside it. */
async function layRoom(world: World, by: Actor, { reach, people = [], slug = 'north' }: Room) {
  const { press } = queryLife(world, slug, by)
  const list = `/communities/${slug}/talk`
  const talk = await press(by, list, list, {
    title: say(`Reach of ${reach}`),
    body: say(`Only for ${reach}.`),
    files: FILES[reach]?.() ?? textFile(),
  })
  await moveInto(world, talk.split('/').at(-1)?.split(/[?#]/)[0] ?? '', reach, people)
  await world.work()
  await world.travel('6 minutes')
  await world.work()
}

async function moveInto({ db }: World, key: string, reach: string, people: number[]) {
  const { rows } = await sql<{ id: number }>`
    insert into room (community_id, reach) select community_id, ${reach}::reach from thread where key = ${key} returning id`.execute(
    db,
  )
  const room = rows[0]?.id ?? 0
  await sql`insert into room_person (room_id, person_id) select ${room}, unnest(${people}::bigint[])`.execute(db)
  await sql`update post set reach = ${reach}::reach from thread where thread.id = thread_id and thread.key = ${key}`.execute(
    db,
  )
  await sql`update thread set room_id = ${room} where key = ${key}`.execute(db)
}
