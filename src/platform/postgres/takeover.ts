import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { USER } from './cluster.ts'
import type { Place } from './place.ts'
import { isServerOf, readPidFile, type Server } from './server.ts'
import { readNote, whoWatches } from './watcher.ts'

/**
 * What an earlier run left behind. No server, or a dead or foreign process behind its note: nothing, and the way is free.
 * A server that its watcher is just stopping: wait. One whose app lives: refuse. An orphan: its socket is ours.
 */
export async function takeOver(place: Place): Promise<Server | undefined> {
  const { home, cluster } = place
  const end = performance.now() + 30_000
  for (;;) {
    const former = readPidFile(cluster)
    const watching = whoWatches(home, cluster)
    if (former && watching === 'app') refuse(place)
    // A watcher alone is still stopping the server, or clearing away its socket.
    if (watching === 'nobody') {
      if (!former) return undefined
      if (!isServerOf(cluster, former.pid)) forget(cluster, former)
      else if (await answers(former)) return adopt(place, former)
    }
    if (performance.now() > end) giveUp(place)
    await sleep(25)
  }
}

function forget(cluster: string, { socketFolder }: Server) {
  if (basename(socketFolder).startsWith('copse-')) rmSync(socketFolder, { recursive: true, force: true })
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

function refuse({ home }: Place): never {
  throw new Error(`Copse already runs on this folder, as process ${readNote(home).app}: end that one first (${home}).`)
}

async function answers({ socketFolder }: Server): Promise<boolean> {
  const client = new pg.Client({ host: socketFolder, user: USER, database: 'postgres', connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function adopt({ print }: Place, { pid, socketFolder }: Server): Server {
  print(`PostgreSQL was still running (process ${pid}) and is taken over.`)
  return { pid, socketFolder }
}

function giveUp({ home, cluster }: Place): never {
  const pid = readPidFile(cluster)?.pid ?? readNote(home).watcher
  throw new Error(`Process ${pid} holds ${cluster} but does not answer: end that process, then start again.`)
}
