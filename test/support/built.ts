import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from '../../bin/bundle.js'

const BUILDS = 'node_modules/.cache/copse'

/** Files built as one, each with where it stands as JavaScript until the work is done: to read the sources anew would take each of them some seconds. */
export async function whileBuilt<T>(files: string[], work: (built: Map<string, string>) => Promise<T>): Promise<T> {
  mkdirSync(BUILDS, { recursive: true })
  const folder = mkdtempSync(join(process.cwd(), BUILDS, 'tests-'))
  try {
    await build(process.cwd(), files, folder)
    return await work(new Map(files.map((file) => [file, join(folder, file.replace(/\.tsx?$/, '.js'))])))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
