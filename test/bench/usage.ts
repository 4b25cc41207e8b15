import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'

const TICKS_PER_SECOND = 100

/** Milliseconds of CPU that these processes, all below them, and those of them that have ended, have used. */
export function cpuOf(roots: number[]): number {
  const ticks = treesOf(roots).flatMap((pid) => statOf(pid)?.ticks ?? 0)
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / TICKS_PER_SECOND
}

/**
 * The same in fractions of a millisecond, of this process and of those right below another, such as the back ends of
 * PostgreSQL; those of them that have ended, such as its parallel workers, count in hundredths of a second.
 */
export function finelyCpuOf(parent: number): number {
  const { user, system } = process.cpuUsage()
  const ended = ((statOf(parent)?.ended ?? 0) * 1000) / TICKS_PER_SECOND
  return childrenOf(parent).reduce((sum, pid) => sum + timeOf(pid), (user + system) / 1000 + ended)
}

/** Bytes that would be free if these processes and all below them ended: shared pages count in equal parts. */
export function memoryOf(roots: number[]): number {
  const kilobytes = treesOf(roots).map((pid) => {
    const [, pss = 0] = /^Pss:\s+(\d+) kB/m.exec(readQuietly(`/proc/${pid}/smaps_rollup`)) ?? []
    return Number(pss)
  })
  return kilobytes.reduce((sum, one) => sum + one, 0) * 1024
}

export function treesOf(roots: number[]): number[] {
  const parents = new Map(listPids().map((pid) => [pid, statOf(pid)?.parent]))
  const found = [...roots]
  for (const root of found) {
    for (const [pid, parent] of parents) if (parent === root && !found.includes(pid)) found.push(pid)
  }
  return found
}

/** Beside the figures, since whatever else this machine does changes them. */
export function loadNote(): string {
  const [one = 0, five = 0] = loadavg()
  return `Load of the machine at the end: ${one.toFixed(1)} (one minute), ${five.toFixed(1)} (five).`
}

/** User and system time, and that of the children it has waited for. */
function statOf(pid: number): { parent: number; ticks: number; ended: number } | undefined {
  const fields = readQuietly(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ').map(Number)
  if (!fields || fields.length < 15) return undefined
  const [, parent = 0, , , , , , , , , , user = 0, system = 0, usersOfChildren = 0, systemsOfChildren = 0] = fields
  const ended = usersOfChildren + systemsOfChildren
  return { parent, ticks: user + system + ended, ended }
}

function childrenOf(pid: number): number[] {
  return readQuietly(`/proc/${pid}/task/${pid}/children`).split(' ').map(Number).filter(Boolean)
}

/** Milliseconds of a process of one thread, from what the scheduler has counted. */
function timeOf(pid: number): number {
  return Number(readQuietly(`/proc/${pid}/schedstat`).split(' ')[0]) / 1_000_000
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It has ended meanwhile.
  }
}

function listPids(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger)
}
