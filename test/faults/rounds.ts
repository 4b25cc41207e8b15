import { join } from 'node:path'
import { options } from '../support/harness-options.ts'
import { readAccepted } from '../support/sink.ts'
import { check, type Problem } from './check.ts'
import { PROMISED_MS, type Recovery } from './kill.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { runVerb } from './program.ts'
import { quiesce } from './quiesce.ts'
import type { Stage } from './stage.ts'
import { lastLetter, type Tally, tally } from './tally.ts'
import { startWriters, type Writers } from './writers.ts'

export type Round = { name: string; ledger: Ledger; tally: Tally; recoveries: Recovery[]; problems: Problem[] }
type Begun = { name: string; ledger: Ledger; writers: Writers; since: number }
type Play = (ledger: Ledger) => Promise<Recovery[]>

/** Members write while something is done to the program; then all comes to its end, and is checked. */
export async function playRound(stage: Stage, name: string, play: Play): Promise<Round> {
  const begun = await beginRound(stage, name)
  return endRound(stage, begun, await play(begun.ledger))
}

export async function beginRound({ database, folder, ground }: Stage, name: string): Promise<Begun> {
  const ledger = openLedger(join(folder, `${name.replaceAll(' ', '-')}.jsonl`))
  const since = await lastLetter(database.db)
  return { name, ledger, since, writers: startWriters(ground, ledger, options.short ? 400 : 250) }
}

export async function endRound(stage: Stage, begun: Begun, recoveries: Recovery[]): Promise<Round> {
  const { name, ledger, writers, since } = begun
  await writers.stop()
  await runVerb(['travel', '6m'], stage.settings, stage.log)
  // Only the first round of a long run waits for the leases themselves: it is a minute for each that a kill left.
  const hurry = options.short || name !== 'parts killed 1'
  await quiesce(stage, { hurry, mostMs: hurry ? 40_000 : 200_000 })
  const problems = await check(stage.database.db, ledger, stage.sinkLog, stage.kills)
  return {
    ...{ name, ledger, recoveries },
    tally: await tally(stage.database.db, ledger, readAccepted(stage.sinkLog), since),
    problems: [...problems, ...writers.refused.map(asProblem('refused')), ...late(recoveries), ...fallen(stage)],
  }
}

const asProblem = (rule: Problem['rule']) => (what: string) => ({ rule, what })

function fallen({ webs, workers }: Stage): Problem[] {
  return [...webs, ...workers].flatMap(({ falls }) => falls.splice(0)).map(asProblem('fallen'))
}

/** On a machine that does the whole suite beside it, times say nothing. */
function late(recoveries: Recovery[]): Problem[] {
  if (options.short) return []
  const slow = recoveries.filter(({ target, ms }) => ms > PROMISED_MS[target])
  return slow.map(({ target, ms }) => ({ rule: 'late', what: `${target} after ${(ms / 1000).toFixed(1)} s` }))
}
