import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the program, by its path from the root. */
export type Source = { path: string; text: string; isTest: boolean }

export function readSources(root: string, folder = 'src'): Source[] {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
  return paths
    .filter((path) => /\.(ts|tsx)$/.test(path) && !path.endsWith('.gen.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8'), isTest: isTest(path) }))
}

/** The module that a path stands in. */
export function moduleOf(path: string): string | undefined {
  return /^src\/modules\/([^/]+)\//.exec(path)?.[1]
}

/** Tests, and the builders that only tests import, may reach for everything. */
function isTest(path: string): boolean {
  return /(\.test|(^|\/|[-.])builders?)\.tsx?$/.test(path)
}
