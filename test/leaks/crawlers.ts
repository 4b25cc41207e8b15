import { openSession } from '../../src/modules/people/index.ts'
import { sql } from '../../src/platform/db.ts'
import type { Actor, World } from '../world.ts'
import { forceIn, openToHer } from './cast.ts'
import type { Ground } from './ground.ts'
import type { Crawler } from './routes.ts'

/** The kinds of people who look; some hold a session that the product would not give them, or has ended. */
export async function listCrawlers(world: World, ground: Ground): Promise<Crawler[]> {
  const { dee, kit, fay, hal, ivy, eve, ned, ana, rao, abe, gus, nia, gil, zoe } = ground
  const glass = await openToHer(world, gil, ned)
  const crawler = (name: string, actor: Crawler['actor'], communities: string[] = [], desk: string[] = []) => ({
    ...{ name, actor, communities, desk },
  })
  return [
    crawler('anonymous', null),
    crawler('member', dee, ['north']),
    crawler('external member', kit, ['north']),
    crawler('member of South', fay, ['south']),
    crawler('former member', hal),
    crawler('coordinator of South', eve, ['south'], ['south']),
    { ...crawler('network administrator', ned, ['network']), keepsNetwork: true },
    { ...crawler('administrator, second factor not proven', nia, ['network']), session: { unproven: true } },
    { ...crawler('administrator under break-glass', gil, ['network']), keepsNetwork: true, session: { glass } },
    crawler('coordinator', ana, ['north'], ['north']),
    crawler('researcher', rao, ['north'], ['north']),
    crawler('with a request that waits', abe),
    crawler('whose request was declined', gus),
    crawler('removed, session open', ivy),
    { ...crawler('signed out, cookie kept', await signedOut(world, zoe)), session: { id: null } },
    crawler('suspended, session open', await forceIn(world, `state = 'suspended'`)),
    crawler(
      'invited, not yet joined',
      await forceIn(world, `state = 'invited' and exists (select from invitation where person_id = person.id)`),
    ),
    crawler(
      'known from an archive',
      await forceIn(world, 'exists (select from archive_address where person_id = person.id)'),
    ),
  ]
}

/** What a browser keeps when its session was ended elsewhere. */
async function signedOut({ db }: World, actor: Actor): Promise<Actor> {
  const token = await openSession(db, actor.id, 'ended')
  await sql`update session set ended_at = app_now() where user_agent = 'ended'`.execute(db)
  return { ...actor, cookie: `copse=${token}` }
}
