import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../../src/platform/db.ts'
import { listColumns } from '../../leaks/columns.ts'
import { listDocuments, readTold } from './columns.ts'

export type Break = { table: string; name: string; value: string }

/** Documents of another shape than anybody wrote. */
const SHAPES = [`'5'::jsonb`, `'[]'::jsonb`, `'"words"'::jsonb`, `'{"en":[{"en":5}],"title":7,"sections":{}}'::jsonb`]
/** Changed by nobody while the program runs: without it there is no page at all. */
const GROUND = ['calendar', 'search_language', 'schema_version', 'done_once', 'planted', 'import_mail']

/** Every document in each wrong shape, and every name of the program as one that it does not know. */
export async function listBreaks(db: Kysely<Tables>): Promise<Break[]> {
  const documents = (await listDocuments(db)).flatMap(({ table, name }) =>
    SHAPES.map((value) => ({ table, name, value })),
  )
  const { names } = readTold()
  const codes = (await listColumns(db))
    .filter(({ table, name, kind }) => kind === 'code' || names.has(`${table}.${name}`))
    .map(({ table, name, isArray }) => ({ table, name, value: isArray ? `array['nonsense']` : `'nonsense'` }))
  return [...codes, ...documents].filter(({ table }) => !GROUND.includes(table))
}

/** So that in one round no table is broken twice. */
export function inRounds(breaks: Break[]): Break[][] {
  const rounds: Break[][] = []
  for (const one of breaks) {
    const free = rounds.find((round) => !round.some(({ table }) => table === one.table))
    if (free) free.push(one)
    else rounds.push([one])
  }
  return rounds
}

/** Each column in one of its ways, for the short form. */
export function onceEach(breaks: Break[]): Break[] {
  return breaks.filter(({ table, name }, at) => {
    const same = breaks.filter((other) => other.table === table && other.name === name)
    return same[(table.length + name.length) % same.length] === breaks[at]
  })
}

export type Broken = Break & { rows: { at: string; old: unknown }[]; keys: string[] }

/** Whose pages are looked at, and where, stays whole. */
const SPARED: Record<string, string> = {
  community: `id = (select max(id) from community)`,
  person: `name in ('Kit', 'Sam')`,
}

export async function breakAll(db: Kysely<Tables>, round: Break[]): Promise<Broken[]> {
  const broken: Broken[] = []
  for (const one of round) broken.push(...[await breakSome(db, one)].flatMap((done) => done ?? []))
  return broken
}

/** Breaks every second row, so that those between them have to stand; null where the database takes none. */
async function breakSome(db: Kysely<Tables>, { table, name, value }: Break): Promise<Broken | null> {
  const { rows: found } = await sql
    .raw<{ at: string; row: Record<string, unknown> }>(
      `select at::text, row from (select ctid as at, to_jsonb(t) as row, row_number() over (order by ctid desc) as nth
        from "${table}" t where "${name}" is not null and ${SPARED[table] ?? 'true'}) numbered where nth % 2 = 1`,
    )
    .execute(db)
  const broken: Broken = { table, name, value, rows: [], keys: [] }
  for (const { at, row } of found) {
    const { rows } = await sql
      .raw<{ at: string }>(`update "${table}" set "${name}" = ${value} where ctid = '${at}' returning ctid::text as at`)
      .execute(db)
      .catch(() => ({ rows: [] }))
    if (!rows[0]) return null
    broken.rows.push({ at: rows[0].at, old: row[name] })
    broken.keys.push(...(await keysOf(db, row)))
  }
  return broken.rows.length > 0 ? broken : null
}

/** By which addresses it, and what it is a part of, is known: their own pages may say that something broke. */
async function keysOf(db: Kysely<Tables>, row: Record<string, unknown>): Promise<string[]> {
  const own = [row.key, row.code, row.slug, row.message_id].flatMap((key) =>
    typeof key === 'string' ? [encodeURIComponent(key)] : [],
  )
  const parents = ['query', 'item', 'thread', 'post', 'collection', 'batch', 'application', 'programme', 'cohort']
  const found = await Promise.all(
    parents.map(async (table) => {
      const id = row[`${table}_id`] ?? (table === 'query' && 'asked_text' in row ? row.id : null)
      if (typeof id !== 'number') return []
      return (await sql.raw<{ key: string }>(`select key from "${table}" where id = ${id}`).execute(db)).rows
    }),
  )
  return [...own, ...found.flat().map(({ key }) => key)]
}

/** A row that was written meanwhile stands elsewhere: it gets what another had. */
export async function mend(db: Kysely<Tables>, { table, name, value, rows }: Broken) {
  const isDocument = value.endsWith('::jsonb')
  const given = (old: unknown) => (isDocument ? sql`${JSON.stringify(old)}::jsonb` : sql`${old}`)
  const set = (old: unknown, where: ReturnType<typeof sql>) =>
    sql`update ${sql.table(table)} set ${sql.ref(name)} = ${given(old)} where ${where}`.execute(db)
  for (const { at, old } of rows) await set(old, sql`ctid = ${at}::tid`)
  await set(rows[0]?.old, sql`${sql.ref(name)} = ${sql.raw(value)}`)
}
