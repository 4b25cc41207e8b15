import type { Actor, World } from '../../../../test/world.ts'
import { nobody } from '../../../platform/viewer.ts'
import { recordPosting } from '../../people/index.ts'
import { areaId } from '../regions/builders.ts'

/** She writes herself where she works now. */
export async function postHerself(world: World, { id }: Actor, area: string, organisation = 'Office of Water') {
  const area_id = await areaId(world, area)
  await world.db
    .transaction()
    .execute((tx) =>
      recordPosting(tx, nobody('page'), id, { designation: null, organisation, area_id, since: null }, 'self'),
    )
  await world.work()
}

/** Where she is a member, and because of what. */
export async function placesOf({ db }: World, { id }: Actor) {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('community', 'community.id', 'community_id')
    .select(['short_name', 'because'])
    .where('person_id', '=', id)
    .where('membership.state', '=', 'member')
    .orderBy('short_name')
    .execute()
  return rows.map(({ short_name, because }) => `${short_name} ${because}`)
}

/** What she said to each question whether she moves, the oldest first. */
export async function answersOf({ db }: World, { id }: Actor) {
  const rows = await db.selectFrom('transfer').select('answer').where('person_id', '=', id).orderBy('id').execute()
  return rows.map(({ answer }) => answer)
}
