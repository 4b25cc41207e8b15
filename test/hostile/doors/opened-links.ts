import { listRoutes } from '../../../src/platform/http.ts'
import { fingerprint } from '../../leaks/crawl.ts'
import type { Crawler, Route } from '../../leaks/routes.ts'
import { addressesOf, fieldsOf } from '../known.ts'
import type { LaidStage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'

/** What scanners of mail and pictures of others do: every address opened and asked for its head, the words of its form behind it. */
export const openedLinks: Trial<LaidStage> = {
  name: 'ASVS 3.5.3: opening an address changes nothing, also that of a form',
  async run(stage, attempt) {
    const { world, short } = stage
    let before = await fingerprint(world)
    for (const routes of inGroups(listRoutes(world.web) as Route[], short ? 40 : 10)) {
      for (const route of routes) await openAll(stage, attempt, route)
      const after = await fingerprint(world)
      const changed = Object.keys(after).filter((table) => after[table] !== before[table])
      if (changed.length > 0) attempt.wrong(`opening ${routes.map(({ path }) => path).join(' or ')} changes ${changed}`)
      before = after
    }
  },
}

async function openAll({ world, short, ground, keys }: LaidStage, attempt: Attempt, route: Route) {
  const openers: Crawler[] = [
    { name: 'coordinator', actor: ground.ana, communities: ['north'], desk: ['north'] },
    { name: 'asker', actor: ground.ben, communities: ['north'], desk: [] },
    { name: 'anonymous', actor: null, communities: [], desk: [] },
  ]
  const query = route.method === 'GET' ? {} : { ...fieldsOf(route.path), once: crypto.randomUUID() }
  for (const opener of openers) {
    for (const address of addressesOf(route.path, keys, opener, short ? 1 : 6)) {
      for (const method of ['GET', 'HEAD']) {
        const path = `${address}?${new URLSearchParams(query)}`
        const { status, headers } = await world.request(opener.actor, path, { method })
        expect(attempt, status < 500, `${method} ${address}: ${status}`)
        if (headers.has('set-cookie')) attempt.wrong(`${method} ${route.path} sets a cookie`)
      }
    }
  }
}

/** Looking through all tables costs more than opening an address: it is done once for several. */
function inGroups<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, nth) => all.slice(nth * size, (nth + 1) * size))
}
