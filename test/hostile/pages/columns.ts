import { readFileSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../../src/platform/db.ts'
import { listColumns } from '../../leaks/columns.ts'

export type Filled = { table: string; name: string; column: string; kind: 'text' | 'array' | 'document' }

/** What comes from outside as it is: random for the leaks, and as hostile as any words. */
const FROM_OUTSIDE = ['inbound_mail.envelope_from', 'inbound_mail.from_address', 'inbound_mail.message_id']

/** Every text that shows to anybody, and every document, but the names of the program. */
export async function listFilled(db: Kysely<Tables>): Promise<Filled[]> {
  const texts = (await listColumns(db)).filter(
    ({ table, name, kind, shows }) =>
      shows !== 'secret' && (kind === 'words' || FROM_OUTSIDE.includes(`${table}.${name}`)),
  )
  const all = [
    ...texts.map(({ table, name, isArray }) => ({ table, name, kind: isArray ? 'array' : 'text' }) as const),
    ...(await listDocuments(db)).map((document) => ({ ...document, kind: 'document' }) as const),
  ]
  const { names } = readTold()
  return all.map((one) => ({ ...one, column: `${one.table}.${one.name}` })).filter(({ column }) => !names.has(column))
}

export async function listDocuments(db: Kysely<Tables>): Promise<{ table: string; name: string }[]> {
  const { rows } = await sql<{ table: string; name: string }>`
    select relname as table, attname as name from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and atttypid = 'jsonb'::regtype order by 1, 2`.execute(db)
  return rows
}

export type Told = Record<'names' | 'unseen', Map<string, string>>

/** What `columns.md` says: the columns that are left as they are, and those that are filled and shown nowhere. */
export function readTold(): Told {
  const [, names = '', unseen = ''] = readFileSync(new URL('columns.md', import.meta.url), 'utf8').split(/^## .*$/m)
  return { names: readTable(names), unseen: readTable(unseen) }
}

function readTable(part: string): Map<string, string> {
  const lines = [...part.matchAll(/^\| `([a-z0-9_.]+)`\s*\| (.*?)\s*\|$/gm)]
  return new Map(lines.map(([, column = '', why = '']) => [column, why]))
}
