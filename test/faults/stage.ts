import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadConfig } from '../../src/platform/config.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { options } from '../support/harness-options.ts'
import { type Conduct, FRIENDLY } from '../support/sink.ts'
import { balance } from './balancer.ts'
import { browse } from './browser.ts'
import type { Kills } from './check.ts'
import { startDatabase } from './database.ts'
import { openQuery, plantNorth } from './ground.ts'
import { freePort, type Settings, startPart } from './program.ts'
import type { Ground } from './writers.ts'

export type Stage = Awaited<ReturnType<typeof setStage>>

/** Two webs, two workers, database and mail server, each a process of its own, on 127.0.0.1 only. */
export async function setStage({ dataOn }: { dataOn?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'copse-faults-'))
  const data = join(dataOn ?? folder, 'data')
  const [log, sinkLog] = [join(folder, 'program.log'), join(folder, 'sink.jsonl')]
  for (const file of [log, sinkLog]) writeFileSync(file, '')
  const sink = await startSink(sinkLog)
  const [port, mailPort] = [await freePort(), await freePort()]
  const settings = {
    ...{ PORT: String(port), HOST: '127.0.0.1', BASE_URL: `http://127.0.0.1:${port}`, MAIL_DOMAIN: 'copse.test' },
    ...{ MAIL_IN_PORT: String(mailPort), SMTP_URL: `smtp://127.0.0.1:${sink.port}`, COPSE_DATA: data, COPSE_TEST: '1' },
    ...{ COPSE_SECRET: 'a secret for tests, of no use to anybody', DATABASE_URL: '' },
  }
  loadConfig(settings)
  const database = await startDatabase(data)
  await migrate(database.connection)
  const people = await plantNorth(database.db)
  const doors = [await openDoors(settings), await openDoors(settings)]
  const start = (only: string, given: Settings = settings) => startPart(['start', '--only', only], given, log)
  const webs = [await start('web', doors[0]), await start('web', doors[1])]
  const workers = [await start('worker'), await start('worker')]
  const balancer = await balance(
    port,
    doors.map(({ PORT }) => Number(PORT)),
  )
  const browser = browse(settings.BASE_URL)
  const query = await openQuery(database.db, browser, people.ana, people.asker)
  const mailPorts = doors.map(({ MAIL_IN_PORT }) => Number(MAIL_IN_PORT))
  const ground: Ground = { browser, mailPorts, members: people.members, query }
  let isStopped = false
  async function stopParts() {
    if (isStopped) return
    isStopped = true
    await balancer.stop()
    for (const part of [...workers, ...webs]) await part.stop()
    await database.stop()
  }
  return {
    ...{ folder, log, sinkLog, settings, doors, database, sink, webs, workers, browser, ground, kills: [] as Kills },
    /** All but the mail server. */
    stopParts,
    async close({ keep }: { keep: boolean }) {
      await stopParts()
      sink.stop()
      if (!keep) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Ports of its own for one more web process; the address that people use stays the same. */
async function openDoors(settings: Settings) {
  return { ...settings, PORT: String(await freePort()), MAIL_IN_PORT: String(await freePort()) }
}

async function startSink(path: string) {
  const file = fileURLToPath(new URL('../support/sink.ts', import.meta.url))
  const child = fork(file, [path, String(options.seed)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [port] = (await once(child, 'message')) as [number]
  return {
    port,
    behave: (conduct: Conduct = FRIENDLY) => void child.send(conduct),
    stop: () => void child.kill(),
  }
}
