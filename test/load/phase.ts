import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '../faults/browser.ts'
import { oneOf } from '../support/harness-options.ts'
import { type actsOf, drawKind, type Kind, type Outcome } from './mix.ts'

/** One thing that somebody wanted: when, by the monotonic clock, and how long it took to be done or refused. */
type Wanted = { kind: Kind; at: number; ms: number; outcome: Outcome }
export type Phase = { name: string; wanted: Wanted[]; seconds: number }

type Crowd = { acts: ReturnType<typeof actsOf>; people: Person[] }

/** As many at a time as given, each the next thing when the last is done: what the machine can do. */
export async function measureMost({ acts, people }: Crowd, atOnce: number, seconds: number): Promise<number> {
  const from = performance.now()
  let done = 0
  const go = async () => {
    while (performance.now() - from < seconds * 1000) if ((await acts[drawKind()](oneOf(people))) === 'done') done++
  }
  await Promise.all(Array.from({ length: atOnce }, go))
  return done / ((performance.now() - from) / 1000)
}

/** So many a second, whether or not those before were answered, as people come. */
export async function playPhase({ acts, people }: Crowd, name: string, rate: number, seconds: number): Promise<Phase> {
  const wanted: Wanted[] = []
  const under: Promise<void>[] = []
  const want = async () => {
    const [kind, at] = [drawKind(), performance.now()]
    const outcome = await acts[kind](oneOf(people))
    wanted.push({ kind, at, ms: performance.now() - at, outcome })
  }
  const from = performance.now()
  for (let sent = 0; performance.now() - from < seconds * 1000; await sleep(5)) {
    const due = ((performance.now() - from) / 1000) * rate
    for (; sent < due; sent++) under.push(want())
  }
  await Promise.all(under)
  return { name, wanted, seconds }
}

export type Figures = { done: number; refused: number; failed: number; p50: number; p95: number; refusedP95: number }

/** Things a second, and milliseconds. */
export function figuresOf({ wanted, seconds }: Phase): Figures {
  const of = (outcome: Outcome) => wanted.filter((one) => one.outcome === outcome)
  const times = (outcome: Outcome) => of(outcome).map(({ ms }) => ms)
  return {
    done: of('done').length / seconds,
    refused: of('refused').length / seconds,
    failed: of('failed').length / seconds,
    p50: quantile(times('done'), 0.5),
    p95: quantile(times('done'), 0.95),
    refusedP95: quantile(times('refused'), 0.95),
  }
}

/** The first second from the beginning of a phase after which, for three, all is served and as fast as before. */
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

export function quantile(times: number[], at: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0
}
