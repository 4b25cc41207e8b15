import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../../src/platform/db.ts'
import type { Budgets } from './budgets.ts'
import type { Kind } from './measure.ts'
import type { Opened } from './opened.ts'
import { referenceTask } from './reference.ts'

const FILLING = 10_000
type Ground = { db: Kysely<Tables>; budgets: Budgets }
type Plant = { found: Kind; in: (page: Opened, ground: Ground) => Opened }

/** Faults that a page may get, each with the budget that must find it. */
export const PLANTS: Record<string, Plant> = {
  'a query more': { found: 'statements', in: (page, { db }) => before(page, () => sql`select 1`.execute(db)) },
  'more bytes': { found: 'bytes', in: lengthen },
  'more CPU': { found: 'cpu', in: (page, { budgets }) => before(page, () => work(budgets.get(page.name)?.cpu ?? 0)) },
}

function before(page: Opened, work: () => unknown): Opened {
  return {
    ...page,
    async ask() {
      await work()
      return page.ask()
    },
  }
}

/** Surely more than a budget, even where the page itself takes nothing of it. */
function work(budget: number) {
  for (let nth = 0; nth < 2 * budget; nth++) referenceTask()
}

function lengthen({ name, ask }: Opened): Opened {
  const longer = async () => {
    const answer = await ask()
    const body = answer.status === 302 ? Buffer.from('') : brotliDecompressSync(answer.body)
    return { ...answer, status: 200, body: brotliCompressSync(Buffer.concat([body, Buffer.alloc(FILLING, 'more ')])) }
  }
  return { name, ask: longer }
}
