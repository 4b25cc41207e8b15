import type { Stage } from './stage.ts'

/** One promise, tried in many ways: what was tried, and in which ways it did not hold. */
export type Trial<S extends Stage = Stage> = { name: string; run: (stage: S, attempt: Attempt) => Promise<void> }

export type Attempt = {
  /** One more way was tried. */
  count: (more?: number) => void
  /** It did not hold here. */
  wrong: (what: string) => void
  /** A number worth telling. */
  figure: (name: string, value: string | number) => void
}

export type Tried = { name: string; count: number; wrong: string[]; figures: [string, string | number][]; ms: number }

/** A trial that breaks off has failed, whatever it had found. */
export async function tryOut<S extends Stage>({ name, run }: Trial<S>, stage: S): Promise<Tried> {
  const tried: Tried = { name, count: 0, wrong: [], figures: [], ms: 0 }
  const from = performance.now()
  await run(stage, {
    count: (more = 1) => {
      tried.count += more
    },
    wrong: (what) => void tried.wrong.push(what),
    figure: (figure, value) => void tried.figures.push([figure, value]),
  }).catch((error) => tried.wrong.push(`broke off: ${error.stack ?? error}`))
  if (tried.count === 0 && tried.wrong.length === 0) tried.wrong.push('nothing was tried')
  return { ...tried, ms: performance.now() - from }
}

/** Tries something whose answer must be yes. */
export function expect(attempt: Attempt, holds: boolean, what: string) {
  attempt.count()
  if (!holds) attempt.wrong(what)
}
