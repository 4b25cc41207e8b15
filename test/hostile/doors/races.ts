import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '../../../src/platform/db.ts'
import type { Stage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { forget } from './codes.ts'
import { type Race, races } from './race-list.ts'

/** Many do the same at the same moment: what may be once is once, and none of them gets a fault. */
export const racedForms: Trial = {
  name: 'ASVS 2.3.4: what counts is counted right when a hundred come at once',
  async run(stage, attempt) {
    let refused = 0
    for (const race of races) refused += await runRace(stage, attempt, race)
    attempt.figure('requests of races that were told to come again, and came', refused)
  },
}

async function runRace({ world, short }: Stage, attempt: Attempt, { name, most, least = 0, count, ready }: Race) {
  await forget(world)
  const send = await ready(world)
  const many = short ? 40 : 100
  const answers = await Promise.all(Array.from({ length: many }, (_, nth) => comeAgain(() => send(nth))))
  attempt.count(many)
  const faults = answers.filter(({ status }) => status >= 500)
  if (faults.length > 0) attempt.wrong(`${name}: ${faults.length} of ${many} got ${faults[0]?.status}`)
  const { rows } = await sql.raw<{ count: string }>(`select (${count}) as count`).execute(world.db)
  const found = Number(rows[0]?.count)
  expect(attempt, found >= least && found <= most, `${name}: ${found}`)
  return answers.reduce((sum, { refused }) => sum + refused, 0)
}

const MOST_TIMES = 100

/** A process takes so many at once and asks the others to come again, which whoever races does at once. */
async function comeAgain(send: () => Promise<Response>): Promise<{ status: number; refused: number }> {
  for (let refused = 0; ; refused++) {
    const { status, headers } = await send()
    if (status !== 503 || !headers.has('retry-after') || refused === MOST_TIMES) return { status, refused }
    await sleep(10 + 5 * refused)
  }
}
