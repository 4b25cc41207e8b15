import type { World } from '../world.ts'
import { forceIn } from './cast.ts'
import type { Ground } from './ground.ts'
import type { Crawler } from './routes.ts'

/** The kinds of people who look; the last four hold a session that the product would not give them. */
export async function listCrawlers(world: World, ground: Ground): Promise<Crawler[]> {
  const { dee, kit, fay, hal, ivy, eve, ned, ana, rao, abe, gus } = ground
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
    crawler('coordinator', ana, ['north'], ['north']),
    crawler('researcher', rao, ['north'], ['north']),
    crawler('with a request that waits', abe),
    crawler('whose request was declined', gus),
    crawler('removed, session open', ivy),
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
