import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { Kysely } from 'kysely'
import { openDb, type Tables } from '../../src/platform/db.ts'
import { emptyDatabase, freshDatabase } from '../support/database.ts'

const START_MS = 180_000
const run = promisify(execFile)

export type Running = {
  origin: string
  /** What the terminal names: the doors of a first start, or the page on which a visitor chooses whose eyes to borrow. */
  link: string
  /** Where mail comes in by SMTP. */
  mailPort: number
  db: Kysely<Tables>
  /** Of its process, for those who watch it. */
  pid: number
  /** What a command of `bin/copse` prints, beside the running program. */
  copse: (...given: string[]) => Promise<string>
  stop: () => Promise<void>
}

/** The program as `npm start -- --demo` runs it. */
export const startDemonstration = () => startProgram(['--demo'])

/**
 * A process of its own, with a folder, ports and a database of its own; what it is given is said to `copse start`. With a
 * folder of a backup it begins with that one restored.
 */
export async function startProgram(given: string[] = [], backup?: string): Promise<Running> {
  const database = await (backup ? emptyDatabase() : freshDatabase())
  const folder = mkdtempSync(join(tmpdir(), 'copse-test-program-'))
  const [web, mail] = [await freePort(), await freePort()]
  const origin = `http://localhost:${web}`
  const settings = { PORT: `${web}`, MAIL_IN_PORT: `${mail}`, BASE_URL: origin, COPSE_DATA: folder, COPSE_TEST: '1' }
  const env = { ...process.env, ...settings, DATABASE_URL: database.url, SMTP_URL: '' }
  if (backup) await command(['restore', backup], env)
  const child = spawn(process.execPath, ['bin/copse', 'start', ...given], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const db = openDb(database.connection, { max: 2 })

  const stop = async () => {
    await end(child)
    await db.destroy()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const link = await lastLine(child, backup ? /(is at) (http\S+)/ : /(Look around|Begin here).*?(http\S+)/)
    return { origin, link, mailPort: mail, db, pid: child.pid ?? 0, copse: (...verb) => command(verb, env), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function lastLine(child: ChildProcess, wanted: RegExp): Promise<string> {
  const limit = setTimeout(() => child.kill('SIGKILL'), START_MS)
  try {
    for await (const line of createInterface(child.stdout as NodeJS.ReadableStream)) {
      const link = wanted.exec(line)?.[2]
      if (link) return link
    }
  } finally {
    clearTimeout(limit)
  }
  throw new Error('The program ended before it could be used.')
}

async function command(given: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(process.execPath, ['bin/copse', ...given], { env, timeout: START_MS })
  return stdout.trim()
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const limit = setTimeout(() => child.kill('SIGKILL'), 12_000)
  await gone
  clearTimeout(limit)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
