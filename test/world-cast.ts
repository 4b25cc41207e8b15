import type { Kysely } from 'kysely'
import { viewerOf } from '../src/modules/communities/index.ts'
import { openSession } from '../src/modules/people/index.ts'
import { type Id, sql, type Tables } from '../src/platform/db.ts'
import type { Viewer } from '../src/platform/viewer.ts'

/** One of the cast: who she is, how she writes, and the cookie of her browser. */
export type Actor = {
  id: Id
  key: string
  name: string
  address: string
  cookie: string
  viewer: () => Promise<Viewer>
}

export async function plantCast(db: Kysely<Tables>) {
  const calendar = await db
    .insertInto('calendar')
    .values({ name: 'Test', time_zone: 'Asia/Kolkata' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const network = await plantCommunity(db, calendar.id, null, 'network', 'Network')
  const north = await plantCommunity(db, calendar.id, network.id, 'north', 'North')
  const south = await plantCommunity(db, calendar.id, network.id, 'south', 'South')
  const person = (name: string) => plantPerson(db, name)
  const [ana, rao, ben, cho, dee] = [
    await person('Ana'),
    await person('Rao'),
    await person('Ben'),
    await person('Cho'),
    await person('Dee'),
  ]
  const [eve, fay, gus] = [await person('Eve'), await person('Fay'), await person('Gus')]
  for (const member of [ana, rao, ben, cho, dee]) await plantMember(db, member.id, north.id)
  for (const member of [eve, fay]) await plantMember(db, member.id, south.id)
  await plantRole(db, ana.id, north.id, 'coordinator')
  await plantRole(db, rao.id, north.id, 'researcher')
  await plantRole(db, eve.id, south.id, 'coordinator')
  await db
    .insertInto('topic')
    .values([
      { key: 'water', name: '{"en":"Water","hi":"पानी"}' },
      { key: 'schools', name: '{"en":"Schools","hi":"विद्यालय"}' },
    ])
    .execute()
  return { network, north, south, ana, rao, ben, cho, dee, eve, fay, gus }
}

export async function plantCommunity(
  db: Kysely<Tables>,
  calendar_id: Id,
  parent_id: Id | null,
  slug: string,
  name: string,
) {
  const community = await db
    .insertInto('community')
    .values({
      calendar_id,
      parent_id,
      type: parent_id ? 'practice' : 'network',
      short_name: name,
      name: JSON.stringify({ en: name }),
    })
    .returning(['id', 'key'])
    .executeTakeFirstOrThrow()
  await db.insertInto('slug').values({ slug, community_id: community.id }).execute()
  await db.insertInto('mail_name').values({ local_part: slug, community_id: community.id }).execute()
  await db.insertInto('room').values({ community_id: community.id, is_default: true }).execute()
  return { ...community, slug }
}

export async function plantPerson(db: Kysely<Tables>, name: string): Promise<Actor> {
  const address = `${name.toLowerCase()}@example.org`
  const { id, key } = await db
    .insertInto('person')
    .values({ name, state: 'active', organisation: `Office of ${name}` })
    .returning(['id', 'key'])
    .executeTakeFirstOrThrow()
  await db.insertInto('address').values({ person_id: id, address, verified_at: sql<Date>`app_now()` }).execute()
  const cookie = `copse=${await openSession(db, id, 'test')}`
  await proveFor(db, id)
  return { id, key, name, address, cookie, viewer: async () => (await viewerOf(db, id, 'page')) as Viewer }
}

/** The sessions of the cast count as proven by a second factor, however far a test travels. */
export function proveFor(db: Kysely<Tables>, person_id: Id) {
  return sql`update session set proven_at = 'infinity' where person_id = ${person_id}`.execute(db)
}

export function plantMember(db: Kysely<Tables>, person_id: Id, community_id: Id) {
  return db
    .insertInto('membership')
    .values({ person_id, community_id, state: 'member', since: sql<Date>`app_now()` })
    .execute()
}

export function plantRole(db: Kysely<Tables>, person_id: Id, community_id: Id, role: string) {
  return db.insertInto('role').values({ person_id, community_id, role }).execute()
}
