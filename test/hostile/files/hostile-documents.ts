import { sql } from '../../../src/platform/db.ts'
import type { World } from '../../world.ts'
import { isQuiet } from '../quiet.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { bittenOf, bombsOf } from './contents.ts'
import { inTens, sendByForm } from './sending.ts'

/** Documents that cost more to read than to send, and those that were bitten: read by a process of their own, or refused. */
export const hostileDocuments: Trial = {
  name: 'ASVS 5.2.3, 15.2.2: documents that are bombs or broken are refused in time, and pages are answered meanwhile',
  async run({ world, short }, attempt) {
    const all = [...bombsOf(short), ...bittenOf(short ? 4 : 60)]
    for (const files of inTens(all)) {
      const status = await sendByForm(world, files, `Documents ${files[0]?.name}`)
      expect(attempt, status === 303, `documents were not taken: ${status}`)
    }
    await world.travel('6 minutes')
    const { longest, seconds } = await readAll(world, attempt)
    attempt.count(all.length)
    expect(attempt, (await countWaiting(world)) === 0, `${await countWaiting(world)} documents still wait`)
    expect(attempt, seconds < MOST_EACH_S * all.length, `${all.length} documents took ${seconds.toFixed(0)} s`)
    attempt.figure('bombs and bitten documents, read or refused in', `${all.length}, ${seconds.toFixed(1)} s`)
    attempt.figure('the longest that a page took meanwhile', `${longest.toFixed(0)} ms`)
  },
}

/** The ten seconds of work that one may cost, and its process. */
const MOST_EACH_S = 12

async function countWaiting({ db }: World): Promise<number> {
  const { rows } = await sql<{ many: number }>`
    select count(*)::int as many from file_text where state = 'waiting'`.execute(db)
  return rows[0]?.many ?? 0
}

const MOST_WAIT_MS = 3000
/** Where programs of others use the machine, a page waits for those. */
const MOST_WAIT_BESIDE_OTHERS_MS = 15_000

/** Works until nothing is due, and asks for a page all the while. */
async function readAll(world: World, attempt: Attempt) {
  const from = performance.now()
  let [longest, isDone] = [0, false]
  const asking = (async () => {
    while (!isDone) {
      const asked = performance.now()
      const { status } = await world.request(world.cho, '/communities/north/talk')
      longest = Math.max(longest, performance.now() - asked)
      expect(attempt, status === 200, `a page while documents are read: ${status}`)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  })()
  await world.work().finally(() => {
    isDone = true
  })
  await asking
  const most = isQuiet() ? MOST_WAIT_MS : MOST_WAIT_BESIDE_OTHERS_MS
  expect(attempt, longest < most, `a page took ${longest.toFixed(0)} ms while documents were read`)
  return { longest, seconds: (performance.now() - from) / 1000 }
}
