import { options } from '../support/harness-options.ts'
import { type Plant, plants } from './plants.ts'
import { type Planted, report, say, sayPlanted, sayTried } from './report.ts'
import { layStage, type Stage, setStage } from './stage.ts'
import { findPlanted } from './test-build.ts'
import { type Trial, type Tried, tryOut } from './trial.ts'
import { onCast, onGround } from './trials.ts'

/** So many rules are taken away in the short form; each needs a copy of the program, and a process. */
const FEW = 1
const from = performance.now()
const { only, short, seed } = options
console.log(`seed ${seed}`)
const tried = options.planted ? [] : await tryAll()
const planted = only ? [] : await plantAll(options.planted || !short ? plants : plants.slice(0, FEW))
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

async function plantAll(all: Plant[]): Promise<Planted[]> {
  const planted: Planted[] = []
  for (const plant of all) planted.push(sayPlanted(await findPlanted(plant)))
  return planted
}
