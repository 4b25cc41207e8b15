import { readBudgets } from './budgets.ts'
import { checkPages } from './check.ts'
import { openGround } from './opened.ts'

/** In a process of its own, whose CPU nothing else uses: what is wrong, a line each, as JSON. */
const { world, opened, unvisited } = await openGround()
const { problems } = await checkPages(opened, readBudgets())
await world.close()
process.stdout.write(
  JSON.stringify([...problems, ...unvisited.map((route) => `${route} is visited by no page of test/browser/pages.ts`)]),
)
process.exitCode = 0
