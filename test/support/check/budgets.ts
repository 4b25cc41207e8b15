import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { whileBuilt } from '../built.ts'
import { findServer } from '../database.ts'

const MEASURING = 'test/bench/budgets/main.ts'

/** No page asks more of the database, sends more or works more than test/bench/budgets.yaml allows it. */
export function checkBudgets(): Promise<string[]> {
  return whileBuilt([MEASURING], (built) => measure(built.get(MEASURING) as string))
}

async function measure(path: string): Promise<string[]> {
  const child = spawn(process.execPath, [path], {
    env: { ...process.env, TEST_DATABASE_URL: await findServer() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return child.exitCode === 0 ? JSON.parse(output) : [`The pages could not be measured: ${errors.trim()}`]
}
