import { type Db, type Id, sql } from './db.ts'
import { readFileStream } from './files/store.ts'
import type { Module, Own } from './module.ts'
import type { ZipEntry } from './zip.ts'

let modules: Module[] = []

/** Whose tables a person's own rows are read from; set once, when the program is put together. */
export function setOwners(all: Module[]) {
  modules = all
}

/** What the platform keeps of a person: what she did, and the heads of what was sent to her. */
const ofPlatform: Record<string, Own> = {
  activity: { where: 'actor_id = $me', columns: ['at', 'via', 'verb', 'subject_kind', 'subject_id', 'community_id'] },
  outbox: { where: 'person_id = $me', columns: ['letter', 'about_kind', 'about_id', 'send_after', 'state', 'sent_at'] },
}

/** A ZIP may not be larger; what does not fit is named, and can be taken from its page. */
const MOST_BYTES = 3_500_000_000

type OwnFile = { sha256: string; name: string; size: number }

/** All that is hers: `data.json` with her rows by table, and the files she added. Unattributed posts have no link to her. */
export async function* listOwnData(db: Db, person_id: Id): AsyncGenerator<ZipEntry> {
  const files = await listOwnFiles(db, person_id)
  const head = { format: 'copse-person', version: 1, made_at: new Date().toISOString(), ...files.said }
  yield { name: 'data.json', content: await documentOf(db, person_id, head), packed: true }
  for (const { sha256, path } of files.taken) {
    const content = await collect(sha256)
    if (content) yield { name: path, content }
  }
}

/** One table after the other becomes text, so that of a long membership no more is held at once than it must. */
async function documentOf(db: Db, person_id: Id, head: object): Promise<Buffer> {
  const parts = [Buffer.from(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "tables": {`)]
  for (const own of [ofPlatform, ...modules.map((module) => module.own ?? {})]) {
    for (const [table, spec] of Object.entries(own)) {
      const rows = await readOwn(db, table, spec, person_id)
      const comma = parts.length > 1 ? ',' : ''
      parts.push(Buffer.from(`${comma}\n    ${JSON.stringify(table)}: ${JSON.stringify(rows, null, 1)}`))
    }
  }
  return Buffer.concat([...parts, Buffer.from('\n  }\n}\n')])
}

async function readOwn(db: Db, table: string, own: Own, person_id: Id): Promise<unknown[]> {
  const { where, columns } = typeof own === 'string' ? { where: own, columns: await listOpenColumns(db, table) } : own
  const { rows } = await sql<{ row: unknown }>`
    select to_jsonb(own) as row from (select ${sql.join(columns.map((name) => sql.ref(name)))}
      from ${sql.table(table)} where ${forHer(where, person_id)} order by 1) own`.execute(db)
  return rows.map(({ row }) => row)
}

/** Neither what the column's comment calls secret, nor bytes, nor who else stands in the row. */
async function listOpenColumns(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and coalesce(col_description(attrelid, attnum), '') <> 'secret' and atttypid not in ('bytea'::regtype, 'tsvector'::regtype)
      and not exists (select from pg_constraint where conrelid = attrelid and contype = 'f'
        and conkey = array[attnum] and confrelid = 'person'::regclass)
    order by attnum`.execute(db)
  return rows.map(({ name }) => name)
}

async function listOwnFiles(db: Db, person_id: Id) {
  const found: OwnFile[] = []
  for (const { ownFiles } of modules) {
    if (!ownFiles) continue
    const { rows } = await sql<OwnFile>`
      select distinct own.sha256, own.name, file.size from (${forHer(ownFiles, person_id)}) own join file using (sha256)
      order by own.name, own.sha256`.execute(db)
    found.push(...rows)
  }
  let bytes = 0
  const placed = found.map((file, at) => {
    bytes += Number(file.size)
    return { ...file, fits: bytes <= MOST_BYTES, path: `files/${at + 1}-${safeName(file.name)}` }
  })
  const name = ({ path, name }: { path: string; name: string }) => ({ path, name })
  return {
    taken: placed.filter(({ fits }) => fits),
    said: {
      files: placed.filter(({ fits }) => fits).map(name),
      left_out: placed.filter(({ fits }) => !fits).map(({ name }) => name),
    },
  }
}

const forHer = (words: string, person_id: Id) => sql.raw(words.replaceAll('$me', String(Number(person_id))))

/** No name leads out of the folder it is unpacked in. */
function safeName(name: string): string {
  return name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-120)
}

async function collect(sha256: string): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of readFileStream(sha256)) chunks.push(chunk as Buffer)
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
  return Buffer.concat(chunks)
}
