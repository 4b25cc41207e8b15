import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, afterEach } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Connection } from '../../src/platform/postgres/launch.ts'
import { until } from '../../src/platform/postgres/processes.ts'
import { readPidFile } from '../../src/platform/postgres/server.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const quiet = { print: () => {} }
export const unsynced = { ...quiet, settings: { fsync: 'off' } }

/** A folder for the servers of one test file; what was started in it ends after each test. */
export const top = mkdtempSync(join(tmpdir(), 'copse-launch-'))
chmodSync(top, 0o711)
const started: ChildProcess[] = []
let folders = 0

afterEach(() => {
  for (const app of started.splice(0)) app.kill('SIGKILL')
})
after(async () => {
  await until(() => false, 500)
  rmSync(top, { recursive: true, force: true, maxRetries: 5 })
})

export function newFolder(): string {
  folders += 1
  const folder = join(top, String(folders))
  mkdirSync(folder)
  chmodSync(folder, 0o711)
  return folder
}

export async function query(connection: Connection, text: string) {
  const client = new pg.Client(connection)
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

export function serverIn(folder: string) {
  const server = readPidFile(join(folder, 'cluster'))
  return server as NonNullable<typeof server>
}

type AppOptions = { clone?: string; sharedHome?: string; uid?: number; gid?: number }

/** Another process that launches the server and stays; it says its lines, then the connection. */
export async function startApp(folder: string, { clone = root, sharedHome, uid, gid }: AppOptions = {}) {
  const options = JSON.stringify({ sharedHome, settings: unsynced.settings })
  const code = `const { launchPostgres } = await import('./src/platform/postgres/launch.ts')
    const { connection } = await launchPostgres(${JSON.stringify(folder)}, ${options})
    console.log(JSON.stringify(connection)); setInterval(() => {}, 1000)`
  const app = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: clone,
    uid,
    gid,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(app)
  const lines: string[] = []
  for await (const line of createInterface(app.stdout)) {
    if (line.startsWith('{')) return { process: app, lines, connection: JSON.parse(line) as Connection }
    lines.push(line)
  }
  throw new Error(`The app ended: ${lines.join(' ')}`)
}
