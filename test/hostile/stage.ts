import type { Browser } from 'playwright-core'
import { stopPrinting } from '../../src/platform/pdf/queue.ts'
import { showWorld } from '../browser/serving.ts'
import { type Ground, layGround } from '../leaks/ground.ts'
import { type Keys, listKeys } from '../leaks/routes.ts'
import { openWorld, type World } from '../world.ts'
import { keepAll } from './again.ts'

export type Shown = { browser: Browser; origin: string }

/** A world with its cast. */
export type Stage = {
  world: World
  short: boolean
  /** The pages on a port of their own, and a Chromium. */
  shown: () => Promise<Shown>
  close: () => Promise<void>
}

/** The network in full swing, with its people and the keys of everything in it; `again` makes it so once more. */
export type LaidStage = Stage & { ground: Ground; keys: Keys; again: () => Promise<void> }

export async function setStage(short: boolean): Promise<Stage> {
  const world = await openWorld()
  let shown: ReturnType<typeof showWorld> | undefined
  return {
    world,
    short,
    shown: () => {
      shown ??= showWorld(world)
      return shown
    },
    async close() {
      await (await shown)?.close()
      await stopPrinting()
      await world.close()
    },
  }
}

export async function layStage(short: boolean): Promise<LaidStage> {
  const stage = await setStage(short)
  const { world } = stage
  const ground = await layGround(world)
  return { ...stage, ground, keys: await listKeys(world), again: await keepAll(world) }
}
