import { listRoutes } from '../../../src/platform/http.ts'
import { fingerprint } from '../../leaks/crawl.ts'
import type { Crawler, Route } from '../../leaks/routes.ts'
import { addressesOf, fieldsOf } from '../known.ts'
import type { LaidStage } from '../stage.ts'
import { expect, type Trial } from '../trial.ts'

/** What scanners of mail and pictures of others do: every address opened and asked for its head, the words of its form behind it. */
export const openedLinks: Trial<LaidStage> = {
  name: 'ASVS 3.5.3: opening an address changes nothing, also that of a form',
  async run({ world, short, ground, keys }, attempt) {
    const openers: Crawler[] = [
      { name: 'coordinator', actor: ground.ana, communities: ['north'], desk: ['north'] },
      { name: 'asker', actor: ground.ben, communities: ['north'], desk: [] },
      { name: 'anonymous', actor: null, communities: [], desk: [] },
    ]
    let before = await fingerprint(world)
    for (const route of listRoutes(world.web) as Route[]) {
      for (const opener of openers) {
        for (const address of addressesOf(route.path, keys, opener, short ? 2 : 6)) {
          const query = route.method === 'GET' ? {} : { ...fieldsOf(route.path), once: crypto.randomUUID() }
          const path = `${address}?${new URLSearchParams(query)}`
          for (const method of ['GET', 'HEAD']) {
            const { status, headers } = await world.request(opener.actor, path, { method })
            expect(attempt, status < 500, `${method} ${address}: ${status}`)
            if (headers.has('set-cookie')) attempt.wrong(`${method} ${route.path} sets a cookie`)
          }
        }
      }
      const after = await fingerprint(world)
      const changed = Object.keys(after).filter((table) => after[table] !== before[table])
      if (changed.length > 0) attempt.wrong(`opening ${route.path} changes ${changed}`)
      before = after
    }
  },
}
