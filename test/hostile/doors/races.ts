import { sql } from '../../../src/platform/db.ts'
import type { Stage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { forget } from './codes.ts'
import { comeAgain } from './come-again.ts'
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
  const faults = answers.filter(({ answer }) => answer.status >= 500)
  if (faults.length > 0) attempt.wrong(`${name}: ${faults.length} of ${many} got ${faults[0]?.answer.status}`)
  const { rows } = await sql.raw<{ count: string }>(`select (${count}) as count`).execute(world.db)
  const found = Number(rows[0]?.count)
  expect(attempt, found >= least && found <= most, `${name}: ${found}`)
  return answers.reduce((sum, { refused }) => sum + refused, 0)
}
