import { runWithout } from '../support/test-build.ts'
import type { Plant } from './plants.ts'
import type { Planted } from './report.ts'

/** Runs the one trial on a copy of the program in which the rule is missing: what the harness said below its FAILED line. */
export async function findPlanted(plant: Plant): Promise<Planted> {
  const said = await runWithout(plant, ['test/hostile/main.ts', '--short', '--only', plant.trial])
  const [, below = ''] = said.split(/^FAILED .*$/m)
  const lines = below.split('\n').flatMap((line) => /^ {9}(\S.*)$/.exec(line)?.[1] ?? [])
  // Of a copy that could not even run, nothing was found.
  const found = lines.filter((line) => !line.startsWith('broke off') && !line.startsWith('nothing was tried'))
  return { plant, found }
}
