import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a process and those it began hold of the memory, in MB. */
export function memoryOf(pid: number): number {
  try {
    return own(pid)
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
  }
}

function own(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024
}

/** Watches a program while something is done to it: the most memory it held, and how long others waited for its pages. */
export async function watched(pid: number, page: string, work: () => Promise<void>) {
  const seen = { most: memoryOf(pid), waits: [] as number[], unanswered: 0 }
  let isDone = false
  const watching = (async () => {
    while (!isDone) {
      const from = performance.now()
      const answer = await fetch(page, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined)
      if (answer?.ok) seen.waits.push(performance.now() - from)
      else seen.unanswered++
      seen.most = Math.max(seen.most, memoryOf(pid))
      await sleep(100)
    }
  })()
  await work().finally(() => {
    isDone = true
  })
  await watching
  return seen
}
