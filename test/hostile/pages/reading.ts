import { listRoutes } from '../../../src/platform/http.ts'
import { wordsWithin } from '../../leaks/documents.ts'
import { type Crawler, type Keys, listKeys, type Route } from '../../leaks/routes.ts'
import { addressesOf } from '../known.ts'
import type { LaidStage } from '../stage.ts'
import { columnsIn } from './marks.ts'
import { type Answer, answerOf } from './opening.ts'

/** An answer to somebody who may see it, and the columns of which something stands in it. */
export type Read = { reader: Crawler; path: string; address: string; type: string; answer: Answer; columns: string[] }

/** Every route that somebody reads, asked as those whom it is made for. */
export async function* readAll(stage: LaidStage): AsyncGenerator<Read> {
  const { world } = stage
  const keys = await listKeys(world)
  const routes = (listRoutes(world.web) as Route[]).filter(
    ({ method, path }) => method === 'GET' && !/\/news$|^\/styleguide/.test(path),
  )
  for (const reader of readersOf(stage)) {
    for (const { path } of routes.filter((route) => isFor(reader, route))) {
      for (const address of addressesFor(path, keys, reader)) {
        yield await read(stage, reader, { path, address })
      }
    }
  }
}

export function readersOf({ ground }: LaidStage): Crawler[] {
  const member = (name: keyof typeof ground & ('ben' | 'dee' | 'lea' | 'pia' | 'mia' | 'cho')) => ({
    ...{ name, actor: ground[name], communities: ['north'], desk: [] },
  })
  return [
    { name: 'coordinator', actor: ground.ana, communities: ['north'], desk: ['north'] },
    { name: 'administrator', actor: ground.ned, communities: ['network'], desk: [], keepsNetwork: true },
    ...(['ben', 'dee', 'lea', 'pia', 'mia', 'cho'] as const).map(member),
    { name: 'visitor', actor: null, communities: [], desk: [] },
  ]
}

/** What only the keeper may see is the keeper’s to open; what all see is opened by the coordinator, what is hers by each. */
function isFor({ name, keepsNetwork }: Crawler, { path, who }: Route): boolean {
  if (keepsNetwork) return who === 'administrator' || /^\/(network|today|break-glass)/.test(path)
  if (name === 'visitor') return who === 'anyone'
  if (name === 'coordinator') return who !== 'administrator' && who !== 'asker'
  return who === 'asker' || /^\/(me|today|collections|people|invitations|mail\/held)|\/(shape|membership)$/.test(path)
}

function addressesFor(path: string, keys: Keys, reader: Crawler): string[] {
  const most = reader.desk.length > 0 ? 100 : 14
  if (path === '/search') return ['/search?q=well', '/search?q=zoe', '/search?q=roads+committees']
  return addressesOf(path, keys, reader, most).filter((address) => !address.startsWith('/communities/south'))
}

async function read({ world }: LaidStage, reader: Crawler, { path, address }: Pick<Read, 'path' | 'address'>) {
  const answer = await answerOf(await world.request(reader.actor, address, { redirect: 'manual' }))
  const type = answer.headers.get('content-type') ?? ''
  const text = type.startsWith('text/') ? answer.body.toString() : await wordsWithin(answer.body, type)
  return { reader, path, address, type, answer, columns: columnsIn(text) }
}
