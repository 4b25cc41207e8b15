import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../../src/platform/db.ts'
import type { Kind } from './measure.ts'
import type { Opened } from './opened.ts'
import { referenceTask } from './reference.ts'

const FILLING = 10_000
const TASKS = 60

type Plant = { found: Kind; in: (page: Opened, db: Kysely<Tables>) => Opened }

/** Faults that a page may get, each with the budget that must find it. */
export const PLANTS: Record<string, Plant> = {
  'a query more': { found: 'statements', in: (page, db) => before(page, () => sql`select 1`.execute(db)) },
  'more bytes': { found: 'bytes', in: lengthen },
  'more CPU': { found: 'cpu', in: (page) => before(page, () => Array.from({ length: TASKS }, referenceTask)) },
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

function lengthen({ name, ask }: Opened): Opened {
  const longer = async () => {
    const answer = await ask()
    const body = answer.status === 302 ? Buffer.from('') : brotliDecompressSync(answer.body)
    return { ...answer, status: 200, body: brotliCompressSync(Buffer.concat([body, Buffer.alloc(FILLING, 'more ')])) }
  }
  return { name, ask: longer }
}
