import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

type ProcessLine = { parent: number; command: string }

/** What a process id stands for just now; nothing when it is gone, or a zombie that only waits to be collected. */
export function findProcess(pid: number): ProcessLine | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Waits until the condition holds and says whether it did in time. */
export async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (!condition()) {
    if (performance.now() > end) return false
    await sleep(10)
  }
  return true
}

function fromProc(pid: number): ProcessLine | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    // The name in parentheses may hold spaces: the state and the parent follow the last one.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return command === '' ? undefined : { parent: Number(parent), command }
  } catch {
    return undefined
  }
}

function fromPs(pid: number): ProcessLine | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })
  const [, parent, command] = /^\s*(\d+)\s+(.*)$/.exec(stdout ?? '') ?? []
  return parent && command ? { parent: Number(parent), command } : undefined
}
