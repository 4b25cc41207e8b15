import type { Phase, Wanted } from './phase.ts'

export type Figures = {
  done: number
  refused: number
  later: number
  failed: number
  /** Milliseconds until half, and 19 of 20, were served, or refused. */
  p50: number
  p95: number
  refusedP50: number
  refusedP95: number
}

/** Things a second, and milliseconds. */
export function figuresOf({ wanted, seconds }: Phase): Figures {
  const times = (outcome: Wanted['outcome']) => wanted.filter((one) => one.outcome === outcome).map(({ ms }) => ms)
  const [done, refused, failed] = [times('done'), times('refused'), times('failed')]
  return {
    done: done.length / seconds,
    refused: refused.length / seconds,
    later: times('later').length / seconds,
    failed: failed.length / seconds,
    p50: quantile(done, 0.5),
    p95: quantile(done, 0.95),
    refusedP50: quantile(refused, 0.5),
    refusedP95: quantile(refused, 0.95),
  }
}

/** The first second of a phase after which, for three, all is served and as fast as before. */
export function recoveryOf({ wanted, seconds }: Phase, p95: number): number {
  const from = Math.min(...wanted.map(({ at }) => at))
  for (let second = 0; second + 3 <= seconds; second++) {
    const window = wanted.filter(({ at }) => at >= from + second * 1000 && at < from + (second + 3) * 1000)
    const served = window.filter(({ outcome }) => outcome === 'done')
    const times = served.map(({ ms }) => ms)
    if (served.length >= 0.99 * window.length && quantile(times, 0.95) <= Math.max(2 * p95, 250)) return second
  }
  return Infinity
}

function quantile(times: number[], at: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0
}
