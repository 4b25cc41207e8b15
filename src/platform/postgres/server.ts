import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'
import { settingsOf } from './cluster.ts'
import { giveTo, type Place } from './place.ts'
import { findProcess, isGone, until } from './processes.ts'

/** One running postmaster and where its socket is. */
export type Server = { pid: number; socketFolder: string }

export async function startServer(place: Place, socketFolder = makeSocketFolder(place)): Promise<Server> {
  for (let tries = 1; ; tries += 1) {
    const { pid, complaint } = await startOnce(place, socketFolder)
    if (!complaint) return { pid, socketFolder }
    // The last processes of a server that was killed may hold its memory for a moment.
    if (tries === 20 || !/shared memory/.test(complaint)) {
      throw new Error(`PostgreSQL did not start: ${complaint}`)
    }
    await sleep(250)
  }
}

/** The line of postmaster.pid that matter: who, where its socket is, how far it has come. */
export function readPidFile(cluster: string): (Server & { status: string }) | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketFolder: lines[4] ?? '', status: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

/** A process id outlives its process: only one that runs PostgreSQL on this very cluster is our server. */
export function isServerOf(cluster: string, pid: number): boolean {
  const command = findProcess(pid)?.command ?? ''
  return command.includes('postgres') && command.includes(cluster)
}

export async function stopServer({ pid, socketFolder }: Server) {
  signal(pid, 'SIGINT')
  if (!(await until(() => isGone(pid), 30_000))) signal(pid, 'SIGQUIT')
  await until(() => isGone(pid), 10_000)
  rmSync(socketFolder, { recursive: true, force: true })
}

/** Short, since the path of a socket ends at 107 bytes; the same at each start, so that who joined finds it again. */
function makeSocketFolder({ home, account }: Place): string {
  const top = existsSync('/tmp') ? '/tmp' : tmpdir()
  const folder = join(top, `copse-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`)
  if (isOurs(folder, account)) return folder
  // Where somebody else has taken the name, one that nobody could foresee.
  const made = existsSync(folder) ? mkdtempSync(join(top, 'copse-')) : makeFolder(folder)
  giveTo(account, made)
  return made
}

function makeFolder(folder: string): string {
  mkdirSync(folder, { mode: 0o700 })
  return folder
}

function isOurs(folder: string, account: Account | undefined): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return Boolean(
    found?.isDirectory() && found.uid === (account?.uid ?? process.getuid?.()) && (found.mode & 0o077) === 0,
  )
}

async function startOnce(place: Place, socketFolder: string): Promise<{ pid: number; complaint?: string }> {
  const { binaries, cluster, account } = place
  const log = openLog(place)
  const server = spawn(binaries.postgres, ['-D', cluster, ...settingsOf(place, socketFolder)], {
    uid: account?.uid,
    gid: account?.gid,
    cwd: '/',
    // Out of reach of a Ctrl-C that is meant for the app: the app ends first, then its server.
    detached: true,
    stdio: ['ignore', log.file, log.file],
  })
  closeSync(log.file)
  const failed = new Promise<string>((resolve) => server.once('error', (error) => resolve(error.message)))
  server.unref()
  const pid = server.pid ?? 0
  if (pid === 0) return { pid, complaint: await failed }

  // Making good what a crash left may take long, but comes to an end.
  await until(() => server.exitCode !== null || server.signalCode !== null || isReady(cluster, pid), Infinity)
  return isReady(cluster, pid) && server.exitCode === null ? { pid } : { pid, complaint: complaintIn(log) }
}

function isReady(cluster: string, pid: number): boolean {
  const file = readPidFile(cluster)
  return file?.pid === pid && file.status === 'ready'
}

type Log = { path: string; file: number; from: number }

/** The server writes to a file, since a pipe would break with the app; one former file is kept. */
function openLog({ home }: Place): Log {
  const path = join(home, 'postgres.log')
  if (!existsSync(path)) writeFileSync(path, '', { mode: 0o600 })
  if (statSync(path).size > 1_000_000) {
    renameSync(path, `${path}.old`)
    writeFileSync(path, '', { mode: 0o600 })
  }
  return { path, file: openSync(path, 'a', 0o600), from: statSync(path).size }
}

function complaintIn({ path, from }: Log): string {
  const lines = readFileSync(path).subarray(from).toString().trim().split('\n')
  return lines.filter((line) => /FATAL|PANIC|ERROR|HINT|could not|error/.test(line)).join(' ') || `see ${path}`
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
