import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { templateDatabase } from './database.ts'

const TYPES = fileURLToPath(new URL('../../src/platform/tables.gen.ts', import.meta.url))

type Column = {
  table: string
  name: string
  type: string
  is_array: boolean
  is_enum: boolean
  is_nullable: boolean
  is_always: boolean
  has_default: boolean
}
type Enum = { name: string; labels: string[] }

/** Whether the row types in the repository are those of the migrations. */
export async function typesAreFresh(): Promise<boolean> {
  return (await renderTypes(await templateDatabase())) === readTypes()
}

export async function writeTypes() {
  const text = await renderTypes(await templateDatabase())
  if (text !== readTypes()) writeFileSync(TYPES, text)
}

/** The row types of a database, as the text of a module. */
export async function renderTypes(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const enums = await client.query<Enum>(ENUMS)
    const columns = await client.query<Column>(COLUMNS)
    return [HEAD, ...enums.rows.map(renderEnum), renderTables(columns.rows)].join('\n')
  } finally {
    await client.end()
  }
}

const HEAD = `// Made from the migrations by bin/types; not edited by hand.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
export type Interval = ColumnType<{ [unit: string]: unknown }, string, string>
`

const ENUMS = `
  select typname as name, array_agg(enumlabel::text order by enumsortorder) as labels
  from pg_type join pg_enum on enumtypid = pg_type.oid
  where typnamespace = 'public'::regnamespace
  group by typname order by typname`

/** Tables and views of our own, without those that an extension brings. */
const COLUMNS = `
  select relname as table, attname as name, coalesce(item.typname, base.typname) as type,
    item.oid is not null as is_array, coalesce(item.typtype, base.typtype) = 'e' as is_enum,
    not attnotnull as is_nullable, attidentity = 'a' or attgenerated <> '' as is_always, atthasdef or attidentity = 'd' as has_default
  from pg_class join pg_attribute on attrelid = pg_class.oid join pg_type base on base.oid = atttypid
    left join pg_type item on item.oid = base.typelem and base.typcategory = 'A'
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and attnum > 0 and not attisdropped
    and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
  order by relname collate "C", attnum`

function renderEnum({ name, labels }: Enum): string {
  return `export type ${typeName(name)} = ${labels.map((label) => `'${label}'`).join(' | ')}`
}

function renderTables(columns: Column[]): string {
  const tables = groupByTable(columns)
  const bodies = [...tables].map(([table, own]) => `  ${table}: {\n${own.map(renderColumn).join('')}  }\n`)
  return `\nexport interface Tables {\n${bodies.join('')}}\n`
}

function groupByTable(columns: Column[]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>()
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column])
  return tables
}

function renderColumn(column: Column): string {
  return `    ${column.name}: ${wrap(column, nullable(column))}\n`
}

function nullable(column: Column): string {
  const one = column.is_enum ? typeName(column.type) : (TYPE_OF[column.type] ?? 'string')
  const type = column.is_array ? `${one}[]` : one
  return column.is_nullable ? `${type} | null` : type
}

function wrap({ is_always, has_default }: Column, type: string): string {
  if (is_always) return `GeneratedAlways<${type}>`
  return has_default ? `Generated<${type}>` : type
}

/** What is not here comes as text. */
const TYPE_OF: Record<string, string> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  timestamp: 'Date',
  bytea: 'Buffer',
  json: 'Json',
  jsonb: 'Json',
  interval: 'Interval',
}

/** `outbox_state` is OutboxState. */
function typeName(name: string): string {
  return name.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase())
}

function readTypes(): string {
  try {
    return readFileSync(TYPES, 'utf8')
  } catch {
    return ''
  }
}
