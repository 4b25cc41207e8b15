import { sql } from '../../../src/platform/db.ts'
import { listRoutes } from '../../../src/platform/http.ts'
import type { Crawler, Route } from '../../leaks/routes.ts'
import { addressesOf, fieldsOf } from '../known.ts'
import type { LaidStage } from '../stage.ts'
import { expect, type Trial } from '../trial.ts'

const SHAPES = ['a', 'word ', '> ', '[](', 'क्']
const SIZE = 100_000
/** For a whole form with all it sets going; what one text costs is asked of the text functions. */
const MOST_MS = 3000

/** 100 kB in every field of every form: taken or refused with a sentence, in time. */
export const longFields: Trial<LaidStage> = {
  name: 'a hundred kB in every field of every form are taken or refused in time',
  async run({ world, ground, keys, short }, attempt) {
    const senders: Crawler[] = [
      { name: 'coordinator', actor: ground.ana, communities: ['north'], desk: ['north'] },
      { name: 'asker', actor: ground.ben, communities: ['north'], desk: [] },
    ]
    let slowest = { ms: 0, path: '' }
    for (const { method, path, crossSite } of listRoutes(world.web) as Route[]) {
      if (method !== 'POST' || crossSite || /^\/(sign-out|first)/.test(path)) continue
      const [shape = 'a'] = SHAPES.slice(path.length % SHAPES.length)
      for (const sender of short ? senders.slice(0, 1) : senders) {
        const page = await world.page(sender.actor, '/me/mail')
        const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
        const long = Object.keys(fieldsOf(path)).map((name) => [name, shape.repeat(SIZE / shape.length)])
        const [address = ''] = addressesOf(path, keys, sender, 2).slice(-1)
        await sql`delete from rate_count`.execute(world.db)
        const from = performance.now()
        const { status } = await world.send(sender.actor, address, { ...Object.fromEntries(long), csrf })
        const ms = performance.now() - from
        if (ms > slowest.ms) slowest = { ms, path }
        expect(attempt, status < 500, `${address}: ${status}`)
        expect(attempt, ms < MOST_MS, `${address} took ${ms.toFixed(0)} ms`)
      }
    }
    await tryQueries(world, attempt)
    attempt.figure('slowest form with 100 kB in each field', `${slowest.ms.toFixed(0)} ms, ${slowest.path}`)
  },
}

/** As long as an address may be. */
async function tryQueries({ request, dee }: LaidStage['world'], attempt: Parameters<typeof expect>[0]) {
  const pages = ['/search?q=', '/search/suggestions?q=', '/people?name=', '/communities/north/queries/similar?q=']
  for (const page of pages) {
    for (const shape of ['a', 'ab ', '%', '"a" ', '-a ', 'or ', '\u0915\u094d', '*', '\\']) {
      const from = performance.now()
      const { status } = await request(dee, page + encodeURIComponent(shape.repeat(8000 / shape.length)))
      const ms = performance.now() - from
      expect(attempt, status < 500, `${page} of ${shape}: ${status}`)
      expect(attempt, ms < MOST_MS, `${page} of ${shape} took ${ms.toFixed(0)} ms`)
    }
  }
}
