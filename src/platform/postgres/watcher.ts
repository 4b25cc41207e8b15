import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './place.ts'
import { findProcess } from './processes.ts'

const NAME = 'copse-postgres-watcher'

/** When the pipe from the app ends without a word, the app is gone, however it died, and the server goes too. */
const SCRIPT = 'read -r word && exit 0; "$1" stop -D "$2" -m fast -s -t 120; rm -rf "$3"'

type Watcher = { dismiss(): void }

/** A small process of its own that outlives the app for a moment and stops the server. */
export function watch({ home, cluster, account, binaries }: Place, socketFolder: string): Watcher {
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, NAME, binaries.pg_ctl, cluster, socketFolder], {
    uid: account?.uid,
    gid: account?.gid,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.on('error', () => {})
  watcher.stdin.on('error', () => {})
  letGo(watcher)
  writeFileSync(noteOf(home), `${watcher.pid}\n${process.pid}\n`)
  return { dismiss: () => dismiss(watcher, home) }
}

/** Whether the app that started the server is there, or its watcher alone (which is stopping the server), or neither. */
export function whoWatches(home: string, cluster: string): 'app' | 'watcher' | 'nobody' {
  const { watcher, app } = readNote(home)
  const found = findProcess(watcher)
  if (!found?.command.includes(NAME) || !found.command.includes(cluster)) return 'nobody'
  // An orphan is given another parent, so that this also holds when the number of the app was used again.
  return found.parent === app ? 'app' : 'watcher'
}

export function readNote(home: string): { watcher: number; app: number } {
  try {
    const [watcher, app] = readFileSync(noteOf(home), 'utf8').split('\n').map(Number)
    return { watcher: watcher ?? 0, app: app ?? 0 }
  } catch {
    return { watcher: 0, app: 0 }
  }
}

/** Neither the watcher nor its pipe keeps the app from ending. */
function letGo(watcher: ChildProcess) {
  watcher.unref()
  ;(watcher.stdin as unknown as { unref?: () => void } | null)?.unref?.()
}

function dismiss(watcher: ChildProcess, home: string) {
  watcher.stdin?.end('done\n')
  rmSync(noteOf(home), { force: true })
}

function noteOf(home: string): string {
  return join(home, 'watcher.pid')
}
