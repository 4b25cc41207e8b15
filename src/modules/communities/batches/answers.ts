import { type Ctx, z } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import type { Column } from './columns.ts'
import { type Batch, countResults, LINES_A_PAGE, listLines, type Result, results } from './reads.ts'
import { type ReadTable, readTable } from './table.ts'

/** The file that came with a form, read; or a sentence that says what was expected. */
export async function readUpload(file: File | undefined, needed: Column[]): Promise<ReadTable> {
  if (!file) return { ok: false, problem: t('Choose a file') }
  return readTable(new Uint8Array(await file.arrayBuffer()), needed)
}

/** What the page of a file shows: how many of each result, and one page of its lines. */
export async function readBatchPage(c: Ctx, batch: Batch) {
  const { db } = c.var
  const only = results.find((one) => one === c.req.query('only')) as Result | undefined
  const page = z.coerce.number().int().min(1).max(10_000).catch(1).parse(c.req.query('page'))
  const counts = await countResults(db, batch)
  const lines = await listLines(db, batch, { only, page })
  const count = only ? counts[only] : Object.values(counts).reduce((sum, one) => sum + one, 0)
  return { batch, counts, lines, only, page, hasMore: page * LINES_A_PAGE < count }
}
