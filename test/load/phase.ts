import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '../faults/browser.ts'
import { oneOf } from '../support/harness-options.ts'
import { type actsOf, type Came, drawKind } from './mix.ts'

/** One thing that somebody wanted: when, by the monotonic clock, and what came of it. */
export type Wanted = Came & { at: number }
export type Phase = { wanted: Wanted[]; seconds: number }

export type Crowd = { acts: ReturnType<typeof actsOf>; people: Person[] }
type Act = (person: Person) => Promise<Came>

const drawn = (acts: Crowd['acts']): Act => acts[drawKind()]

/** As many at a time as given, each the next thing when the last is done; who is refused comes again after a while. */
export async function playTogether({ acts, people }: Crowd, atOnce: number, seconds: number): Promise<Phase> {
  const wanted: Wanted[] = []
  const from = performance.now()
  const go = async () => {
    while (performance.now() - from < seconds * 1000) {
      const one = await want(drawn(acts), oneOf(people))
      wanted.push(one)
      if (one.outcome !== 'done') await sleep(250)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, go))
  return { wanted, seconds: (performance.now() - from) / 1000 }
}

/** So many a second, whether or not those before were answered, as people come. */
export async function playRate({ acts, people }: Crowd, rate: number, seconds: number): Promise<Phase> {
  const wanted: Wanted[] = []
  const under: Promise<void>[] = []
  const go = async () => void wanted.push(await want(drawn(acts), oneOf(people)))
  const from = performance.now()
  for (let sent = 0; performance.now() - from < seconds * 1000; await sleep(5)) {
    const due = ((performance.now() - from) / 1000) * rate
    for (; sent < due; sent++) under.push(go())
  }
  await Promise.all(under)
  return { wanted, seconds }
}

/** So many who stray, a few at a time, or as many as are answered. */
export async function playStrays({ acts, people }: Crowd, count: number): Promise<Phase> {
  const wanted: Wanted[] = []
  const from = performance.now()
  const go = async () => {
    while (wanted.length < count && wanted.every(({ outcome }) => outcome !== 'failed'))
      wanted.push(await want(acts.straying, oneOf(people)))
  }
  await Promise.all([go(), go()])
  return { wanted, seconds: (performance.now() - from) / 1000 }
}

async function want(act: Act, person: Person): Promise<Wanted> {
  const at = performance.now()
  return { at, ...(await act(person)) }
}
