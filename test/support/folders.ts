import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'

/** Where the tests keep the stylesheet and the script that one of them has built. */
export const BUILT_ASSETS = fileURLToPath(new URL('../../tmp/assets', import.meta.url))

/** An empty folder that goes with the test that asks for it or, asked for outside of tests, with the file of tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copse-test-'))
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}
