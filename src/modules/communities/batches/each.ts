import { type Db, type Id, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { logFault } from '../../../platform/log.ts'
import type { Fields } from './reads.ts'

export type Working = { line: number; name: string; address: string; fields: Fields; person_id: Id | null }
/** What a line has become; `trouble` says why it was left. */
export type Worked = {
  line: number
  state: 'worked' | 'known' | 'refused'
  person_id?: Id
  transfer_id?: Id
  trouble?: string
}

/** One line that cannot be worked takes nothing from the others: what it has begun is undone, and it says so. */
export async function each(tx: Db, lines: Working[], work: (line: Working) => Promise<Worked>): Promise<Worked[]> {
  const worked: Worked[] = []
  for (const line of lines) {
    await sql`savepoint line`.execute(tx)
    try {
      worked.push(await work(line))
    } catch (error) {
      await sql`rollback to savepoint line`.execute(tx)
      if (!(error instanceof Refused)) logFault(error, { batch_line: line.line })
      worked.push({ line: line.line, state: 'refused', trouble: 'not-worked' })
    }
    await sql`release savepoint line`.execute(tx)
  }
  return worked
}
