import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { totalmem, userInfo } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { giveTo, type Place } from './place.ts'

export const USER = 'copse'

/** Makes the cluster beside its place and moves it there whole, so that a start cut short leaves none that is half made. */
export async function makeCluster(place: Place) {
  if (existsSync(place.cluster)) return checkMajor(place)
  const half = mkdtempSync(`${place.cluster}-`)
  giveTo(place.account, half)
  await initialise(place, half)
  try {
    renameSync(half, place.cluster)
  } catch (error) {
    if (!existsSync(place.cluster)) throw error
    rmSync(half, { recursive: true })
  }
}

/** Who starts Copse comes in by the socket as the user “copse”, proven by the system; nobody else does. */
export function admitOwner({ cluster, account }: Place) {
  writeConf('pg_hba.conf', 'local all all peer map=copse\n')
  writeConf('pg_ident.conf', `copse "${userInfo().username}" ${USER}\n`)

  function writeConf(name: string, text: string) {
    const path = join(cluster, name)
    writeFileSync(path, text, { mode: 0o600 })
    if (account) chownSync(path, account.uid, account.gid)
  }
}

/** The settings as arguments of the server, the given ones last. */
export function settingsOf({ settings, binaries }: Place, socketFolder: string): string[] {
  const all: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    max_connections: '40',
    shared_buffers: `${sharedMegabytes()}MB`,
    random_page_cost: '1.1',
    statement_timeout: '30s',
    idle_in_transaction_session_timeout: '60s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What people write must not reach the log with a statement or the details of an error.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(binaries.major >= 18 && { io_method: 'sync' }),
    ...settings,
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function checkMajor({ cluster, binaries }: Place) {
  const major = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'))
  if (major === binaries.major) return
  throw new Error(
    `The data in ${cluster} belong to PostgreSQL ${major}, but the programs found are version ${binaries.version}: set PG_BINDIR to those of version ${major}.`,
  )
}

async function initialise({ binaries, account, settings }: Place, cluster: string) {
  const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']
  const sync = settings.fsync === 'off' ? ['--no-sync'] : []
  const initdb = spawn(
    binaries.initdb,
    ['-D', cluster, '-U', USER, '--encoding=UTF8', '--auth=peer', ...locale, ...sync],
    {
      uid: account?.uid,
      gid: account?.gid,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const [problem] = await Promise.all([text(initdb.stderr), once(initdb, 'exit')])
  if (initdb.exitCode === 0) return
  rmSync(cluster, { recursive: true, force: true })
  throw new Error(`PostgreSQL could not make its folder ${cluster}: ${problem.trim()}`)
}

function sharedMegabytes(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  return Math.min(512, Math.max(128, Math.floor(memory / 2 ** 20 / 8)))
}
