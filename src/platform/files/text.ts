import { z } from 'zod'
import { record } from '../activity.ts'
import { type Db, type Id, now, sql } from '../db.ts'
import { enqueue, job } from '../jobs.ts'
import { logFault } from '../log.ts'
import { nobody } from '../viewer.ts'
import { readWords, type Words } from './reading.ts'
import { MissingFile } from './store.ts'

/** The fact that tells those who own a file that its words are there; its subject is the row of `file_text`. */
export const FILE_READ = 'file.read'

/**
 * Asks for the words of a kept file, in the caller's transaction. The same file twice is read once; where its words are
 * there already, its owners are told again, so that the new one learns of them.
 */
export async function wantText(tx: Db, sha256: string): Promise<void> {
  const { rows } = await sql<{ id: Id; state: string; is_new: boolean }>`
    insert into file_text (sha256) values (${sha256})
    on conflict (sha256) do update set sha256 = excluded.sha256
    returning id, state, xmax = 0 as is_new`.execute(tx)
  const [row] = rows
  if (row?.is_new) await enqueue(tx, extractText, { id: row.id })
  else if (row?.state === 'read') await tell(tx, row.id)
}

/**
 * The same for all that a query selects as `sha256`, after all that people wait for: of an archive nobody waits for it.
 * Owners of files that were read before are told at once.
 */
export async function wantTexts(tx: Db, files: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{ id: Id }>`
    select id from file_text where state = 'read' and sha256 in (select sha256 from (${files}) wanted)`.execute(tx)
  await sql`
    with added as (
      insert into file_text (sha256) select distinct sha256 from (${files}) wanted on conflict (sha256) do nothing returning id)
    select graphile_worker.add_job(${extractText.name}, json_build_object('id', id), priority => ${LATER}) from added`.execute(
    tx,
  )
  for (const { id } of rows) await tell(tx, id)
}

const LATER = 10

/** The words of a file, if they could be read. */
export async function findText(db: Db, id: Id): Promise<{ sha256: string; text: string } | undefined> {
  const row = await db.selectFrom('file_text').select(['sha256', 'text']).where('id', '=', id).executeTakeFirst()
  return row?.text ? { sha256: row.sha256, text: row.text } : undefined
}

/** Reads a file once, in a process of its own; what cannot be read is noted with its reason, and the work goes on. */
export const extractText = job('files.extract-text', z.object({ id: z.number() }), async (db, { id }) => {
  const file = await db
    .selectFrom('file_text')
    .innerJoin('file', 'file.sha256', 'file_text.sha256')
    .select(['file.sha256', 'file.type'])
    .where('file_text.id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!file) return
  const words = await readWords(file.sha256, file.type).catch(noteMissing)
  await db.transaction().execute((tx) => keepWords(tx, id, words))
})

/** A file that is gone will not come back by asking again; any other fault is tried again later. */
function noteMissing(error: unknown): Words {
  if (!(error instanceof MissingFile)) throw error
  logFault(error)
  return { state: 'refused', reason: 'missing' }
}

async function keepWords(tx: Db, id: Id, { state, reason, text }: Words) {
  const { numUpdatedRows } = await tx
    .updateTable('file_text')
    .set({ state, reason: reason ?? null, text: text ?? null, worked_at: now })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0 && state === 'read') await tell(tx, id)
}

function tell(tx: Db, id: Id) {
  return record(tx, nobody('job'), FILE_READ, { kind: 'file', id })
}
