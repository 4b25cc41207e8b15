import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { findServer } from '../database.ts'

const MEASURING = fileURLToPath(new URL('../../bench/budgets/main.ts', import.meta.url))

/** No page asks more of the database, sends more or works more than test/bench/budgets.yaml allows it. */
export async function checkBudgets(): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', MEASURING], {
    env: { ...process.env, TEST_DATABASE_URL: await findServer() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return child.exitCode === 0 ? JSON.parse(output) : [`The pages could not be measured: ${errors.trim()}`]
}
