import { sql } from '../../../src/platform/db.ts'
import { addressesOf, csrfOf, fieldsOf, formsOf, sendersOf } from '../known.ts'
import type { LaidStage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'

const SHAPES = ['a', 'word ', '> ', '[](', 'क्']
const SIZE = 100_000
/** For a whole form with all it sets going; what one text costs is asked of the text functions. */
const MOST_MS = 3000

/** 100 kB in every field of every form: taken or refused with a sentence, in time. */
export const longFields: Trial<LaidStage> = {
  name: 'ASVS 15.2.2: a hundred kB in every field of every form are taken or refused in time',
  async run(stage, attempt) {
    let slowest = { ms: 0, path: '' }
    for (const [nth, { path }] of formsOf(stage.world).entries()) {
      for (const shape of stage.short ? SHAPES.slice(nth % 5, (nth % 5) + 1) : SHAPES) {
        const ms = await sendLong(stage, attempt, path, shape)
        if (ms > slowest.ms) slowest = { ms, path }
      }
    }
    await tryQueries(stage.world, attempt)
    attempt.figure('the slowest form with 100 kB in each field', `${slowest.ms.toFixed(0)} ms, ${slowest.path}`)
  },
}

/** By her who may send it most likely; gives how long the slowest took. */
async function sendLong({ world, ground, keys }: LaidStage, attempt: Attempt, path: string, shape: string) {
  const long = Object.keys(fieldsOf(path)).map((name) => [name, shape.repeat(SIZE / shape.length)])
  let slowest = 0
  for (const sender of sendersOf(ground)) {
    const csrf = await csrfOf(world, sender.actor)
    const [address = ''] = addressesOf(path, keys, sender, 2).slice(-1)
    await sql`delete from rate_count`.execute(world.db)
    const from = performance.now()
    const { status } = await world.send(sender.actor, address, { ...Object.fromEntries(long), csrf })
    const ms = performance.now() - from
    slowest = Math.max(slowest, ms)
    expect(attempt, status < 500, `${address}: ${status}`)
    expect(attempt, ms < MOST_MS, `${address} took ${ms.toFixed(0)} ms`)
  }
  return slowest
}

/** As long as an address may be. */
async function tryQueries({ request, dee }: LaidStage['world'], attempt: Attempt) {
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
