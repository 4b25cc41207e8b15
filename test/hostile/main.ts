import { options } from '../support/harness-options.ts'
import { plants } from './plants.ts'
import { report, say, sayPlanted, sayTried } from './report.ts'
import { layStage, type Stage, setStage } from './stage.ts'
import { findPlanted } from './test-build.ts'
import { type Trial, type Tried, tryOut } from './trial.ts'
import { onCast, onGround } from './trials.ts'

const from = performance.now()
const only = options.only
console.log(`seed ${options.seed}`)
const tried = options.planted ? [] : await tryAll()
const wanted = only ? [] : options.planted || !options.short ? plants : plants.slice(0, 2)
const planted = []
for (const plant of wanted) planted.push(sayPlanted(await findPlanted(plant)))
if (!only && !options.planted) report({ tried, planted, seconds: Math.round((performance.now() - from) / 1000) })
process.exit(process.exitCode ?? 0)

async function tryAll(): Promise<Tried[]> {
  const all = [...(await tryOn(setStage, onCast)), ...(await tryOn(layStage, onGround))]
  say(all.length > 0, `${all.length} trials`)
  return all
}

async function tryOn<S extends Stage>(set: (short: boolean) => Promise<S>, trials: Trial<S>[]): Promise<Tried[]> {
  const chosen = trials.filter(({ name }) => !only || name.includes(only))
  if (chosen.length === 0) return []
  const stage = await set(options.short)
  const all: Tried[] = []
  try {
    for (const trial of chosen) all.push(sayTried(await tryOut(trial, stage)))
  } finally {
    await stage.close()
  }
  return all
}
