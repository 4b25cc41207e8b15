import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { admitOwner, makeCluster, USER } from './cluster.ts'
import { findHome, findPlace, type LaunchOptions, type Place } from './place.ts'
import { isGone, until } from './processes.ts'
import { isServerOf, readPidFile, type Server, startServer, stopServer } from './server.ts'
import { takeOver } from './takeover.ts'
import { watch } from './watcher.ts'

export type Connection = { host: string; user: string; database: string }

/** A PostgreSQL of our own: it is started again when it dies, and ends with this process. */
export type Embedded = { url: string; connection: Connection; version: string; stop(): Promise<void> }

export async function launchPostgres(folder: string, options: LaunchOptions = {}): Promise<Embedded> {
  const place = findPlace(resolve(folder), options)
  await makeCluster(place)
  admitOwner(place)
  const server = (await takeOver(place)) ?? (await startServer(place))
  const watcher = watch(place, server.socketFolder)
  const keeper = keepUp(place, server)

  return {
    ...(await open(server.socketFolder)),
    async stop() {
      await stopServer(keeper.release())
      watcher.dismiss()
    },
  }
}

/** The server that another process of Copse runs on this folder just now; stopping is left to that process. */
export async function joinPostgres(folder: string): Promise<Embedded | undefined> {
  const home = findHome(resolve(folder))
  const server = home && (await findReady(`${home}/cluster`))
  if (!server) return undefined
  return { ...(await open(server.socketFolder)), stop: async () => {} }
}

/** The running server of this folder, or one of our own: for verbs and parts that may run beside another process of Copse. */
export async function openPostgres(folder: string, options: LaunchOptions = {}): Promise<Embedded> {
  const running = await joinPostgres(folder).catch(() => undefined)
  if (running) return running
  try {
    return await launchPostgres(folder, options)
  } catch (error) {
    // Another process may have started it in the meantime.
    const started = await joinPostgres(folder)
    if (started) return started
    throw error
  }
}

/** One that is just starting is waited for. */
async function findReady(cluster: string): Promise<Server | undefined> {
  const server = readPidFile(cluster)
  if (!server || !isServerOf(cluster, server.pid)) return undefined
  await until(() => readPidFile(cluster)?.status === 'ready' || isGone(server.pid), 10_000)
  return readPidFile(cluster)
}

async function open(socketFolder: string): Promise<Omit<Embedded, 'stop'>> {
  const connection = { host: socketFolder, user: USER, database: USER }
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    // Two processes may come at the same time: the second finds what the first has made.
    await client.query(`select pg_advisory_lock(hashtext('copse.database'))`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [USER])
    if (!rowCount) await client.query(`create database ${USER}`)
    const { rows } = await client.query(`select current_setting('server_version') as version`)
    return { url: urlOf(connection), connection, version: rows[0].version }
  } finally {
    await client.end()
  }
}

function urlOf({ host, user, database }: Connection): string {
  return `postgres://${user}@/${database}?host=${encodeURIComponent(host)}`
}

/** Looks four times a second; a server that died is started again, where its socket was. */
function keepUp(place: Place, first: Server): { release(): Server } {
  let current = first
  let isKept = true
  void keep()
  return { release }

  async function keep() {
    while (isKept) {
      await sleep(250, undefined, { ref: false })
      if (isKept && isGone(current.pid)) await restart()
    }
  }

  async function restart() {
    place.print('PostgreSQL has ended unexpectedly. It is started again.')
    for (let tries = 1; isKept && isGone(current.pid); tries += 1) {
      try {
        current = await startServer(place, current.socketFolder)
      } catch (error) {
        if (tries === 1) place.print(`${(error as Error).message} It is tried again every second.`)
        await sleep(1000, undefined, { ref: false })
      }
    }
  }

  function release() {
    isKept = false
    return current
  }
}
