import { sql } from '../../src/platform/db.ts'
import { hiddenFields, type World } from '../world.ts'
import type { Cast } from './cast.ts'
import { queryLife } from './query-life.ts'
import { say } from './words.ts'

/** What members do around a conversation: they begin to write, change, ask by name, keep, follow. */
export async function layDesk(world: World, cast: Cast, { open }: { open: string }) {
  const { ben, cho, dee, fay } = cast
  const { press } = queryLife(world, 'north', ben)
  await layDrafts(world, cast, open)
  await press(ben, open, `${open}/posts`, { body: say('What was said at first, @Cho?') })
  await world.work()
  await world.travel('6 minutes')
  await world.work()
  const { rows } = await sql<{ key: string }>`
    select key from post where body like 'What was said at first%' and author_id = ${ben.id}`.execute(world.db)
  const post = `/posts/${rows[0]?.key}`
  await press(ben, `${post}/edit`, `${post}/edit`, { body: say('What is said now, @Cho?') })
  await press(dee, `${post}/bookmark`, '/me/bookmarks', { note: say('For the plan.') })
  await sql`insert into bookmark (person_id, kind, subject_id, note)
    select ${fay.id}, 'post', id, ${say('Of another room.')} from post where state = 'distributed' order by id limit 1`.execute(
    world.db,
  )
  await press(cho, open, `${open}/wish`, { wish: 'follow' })
  await world.work()
}

async function layDrafts(world: World, { dee, fay, hal }: Cast, open: string) {
  const carried = hiddenFields(await world.page(dee, open), `${open}/posts`)
  await world.send(dee, '/drafts', { ...carried, body: say('I was about to say.'), quietly: '1' })
  const list = '/communities/south/talk'
  const ofSouth = hiddenFields(await world.page(fay, list), list)
  await world.send(fay, '/drafts', { ...ofSouth, title: say('A title'), body: say('I begin.'), quietly: '1' })
  await sql`insert into draft (person_id, community_id, place, title, body)
    values (${hal.id}, ${world.north.id}, 'talk', ${say('Of Hal')}, ${say('Before leaving.')})`.execute(world.db)
}
