import { setTimeout as sleep } from 'node:timers/promises'
import { type Logger, type Runner, run, runOnce, type TaskList } from 'graphile-worker'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { workClocks } from './clocks.ts'
import { sql, type Tables } from './db.ts'
import { extractText } from './files/text.ts'
import { log, logFault } from './log.ts'
import { sendOutbox, type Transport } from './mail/send.ts'
import { workInbound } from './mail/work-inbound.ts'
import type { Program } from './module.ts'
import { sweepRates } from './rates.ts'

export type WorkerParts = { db: Kysely<Tables>; pool: pg.Pool; program: Program; transport: Transport }

const TICK_MS = 400
const A_MINUTE = 60_000
const AN_HOUR = 60 * A_MINUTE

/** Works jobs, clocks, letters in and letters out until it is stopped; any number of processes may do so at once. */
export async function startWorker(parts: WorkerParts, { alone = false } = {}) {
  await unlockJobs(parts.db, alone)
  const unlocking = setInterval(() => void unlockJobs(parts.db, false).catch((error) => logFault(error)), A_MINUTE)
  const sweep = () => sweepRates(parts.db).catch((error) => logFault(error))
  await sweep()
  const sweeping = setInterval(() => void sweep(), AN_HOUR)
  const stopping = new AbortController()
  const runner = await keepRunning(parts, stopping.signal)
  const rounds = [workInboundMail, workDueClocks, sendWaiting].map((round) => repeat(round, parts, stopping.signal))
  return {
    async stop() {
      stopping.abort()
      clearInterval(unlocking)
      clearInterval(sweeping)
      await Promise.all([runner.stop(), ...rounds])
    },
  }
}

/** The runner of the queue gives itself up when the database goes away at the wrong moment: then a new one is started. */
async function keepRunning(parts: WorkerParts, signal: AbortSignal) {
  const start = () => run({ ...jobOptions(parts), concurrency: 4, pollInterval: 1000, noHandleSignals: true })
  let runner: Runner = await start()
  void (async () => {
    while (!signal.aborted) {
      await runner.promise.catch((error) => logFault(error))
      if (signal.aborted) return
      await sleep(TICK_MS)
      runner = await start().catch(() => runner)
    }
    await runner.stop().catch(() => {})
  })()
  return { stop: () => runner.stop().catch(() => {}) }
}

type Round = (parts: WorkerParts, signal?: AbortSignal) => Promise<number>

const workInboundMail: Round = ({ db, program }) => workInbound(db, program)
const workDueClocks: Round = ({ db, program }) =>
  workClocks(
    db,
    program.modules.flatMap((module) => module.clocks ?? []),
  )
const sendWaiting: Round = ({ db, program, transport }, signal) => sendOutbox(db, program, transport, { signal })

let resting = 0

/** Planting a demonstration sets the clock back and forth: meanwhile this process sends and works nothing. */
export async function whileWorkerRests<T>(act: () => Promise<T>): Promise<T> {
  resting++
  return act().finally(() => resting--)
}

async function repeat(round: Round, parts: WorkerParts, signal: AbortSignal) {
  while (!signal.aborted) {
    const worked =
      resting > 0
        ? 0
        : await round(parts, signal).catch((error) => {
            logFault(error, { round: round.name })
            return 0
          })
    if (worked === 0) await new Promise((resolve) => setTimeout(resolve, TICK_MS))
  }
}

/** Everything that is due now, to the last letter; for tests, `travel` and planting. */
export async function workUntilIdle(parts: WorkerParts, rounds = 100) {
  for (let round = 0; round < rounds; round++) {
    await runOnce(jobOptions(parts))
    const worked = (await workInboundMail(parts)) + (await workDueClocks(parts)) + (await sendWaiting(parts))
    if (worked === 0 && !(await hasJobs(parts.db))) return
  }
  throw new Error('The work does not come to an end')
}

async function hasJobs(db: Kysely<Tables>) {
  const { rows } =
    await sql`select 1 from graphile_worker.jobs where run_at <= now() and attempts < max_attempts limit 1`.execute(db)
  return rows.length > 0
}

function jobOptions({ db, pool, program }: WorkerParts) {
  const taskList: TaskList = {}
  for (const { name, payload, work } of [extractText, ...program.modules.flatMap((module) => module.jobs ?? [])]) {
    taskList[name] = (given) => work(db, payload.parse(given))
  }
  return { pgPool: pool, taskList, logger }
}

/** A job held by a killed worker would wait for hours: its lock goes, at once where nobody else can hold one. */
async function unlockJobs(db: Kysely<Tables>, alone: boolean) {
  await sql`
    select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker.jobs where locked_by is not null and (${alone} or locked_at < now() - interval '2 minutes')`.execute(
    db,
  )
}

const silent = { error: (message: string) => log('job', { message }), warn: nothing, info: nothing, debug: nothing }
function nothing() {}
const logger = { ...silent, scope: () => logger } as unknown as Logger
