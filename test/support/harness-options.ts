import { parseArgs } from 'node:util'
import { chanceOf } from '../../src/modules/blueprints/size-words.ts'
import { FLAGS } from './flags.ts'

const { values } = parseArgs({
  options: {
    ...FLAGS,
    /** Goes on until so many minutes have passed. */
    minutes: { type: 'string' },
    kills: { type: 'string' },
    /** What is chosen by chance is chosen alike; what the machine does meanwhile is its own. */
    seed: { type: 'string' },
    /** leaks: all things of a kind on each route, and every word searched for. */
    deep: { type: 'boolean', default: false },
  },
})

/** The flags of the harnesses, alike wherever they make sense. */
export const options = {
  ...values,
  minutes: Number(values.minutes ?? 0),
  kills: values.kills === undefined ? undefined : Number(values.kills),
  seed: Number(values.seed ?? Math.floor(Math.random() * 1e9)),
}

/** A number from 0 to 1 by the seed of this run, which its report names. */
export const chance = chanceOf(options.seed)

export const oneOf = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T
