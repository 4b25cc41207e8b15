import type pg from 'pg'

/** A table as it is carried out and in: rows in the order of its key, so that two copies can be compared. */
export type Carried = { name: string; columns: string[]; key: string[] }
type Sequence = { table: string; column: string; last: number }

/** What a copy for others leaves out: keys and codes of this instance, and what only keeps its own machine running. */
const MACHINERY = [
  ...['setting', 'done_once', 'clock', 'outbox', 'mailbox', 'inbound_mail', 'automatic_answer', 'rate_count'],
  ...['session', 'sign_in', 'passkey', 'passkey_challenge', 'time_code', 'recovery_code', 'factor_reset'],
  ...['identity', 'provider_try', 'fresh_proof'],
  ...['address_proof', 'digest_plan', 'import_mail', 'erasure'],
]

/** Whoever holds these answers for the person they were mailed to; an instance that takes the copy in makes its own. */
const LINKS = ['invitation', 'application']

/** All tables of ours; for others without the machinery, and without the columns that are secret. */
export async function listCarried(client: pg.ClientBase, { forOthers = false } = {}): Promise<Carried[]> {
  const { rows } = await client.query<Carried>(
    `
    select relname as name,
      (select json_agg(attname order by attnum) from pg_attribute where attrelid = pg_class.oid and attnum > 0
        and not attisdropped and attgenerated = ''
        and not (${forOthers} and not attnotnull and coalesce(col_description(attrelid, attnum), '') = 'secret')
        and not (${forOthers} and attname = 'key' and relname = any($1))) as columns,
      coalesce((select json_agg(attname order by array_position(indkey::int2[], attnum)) from pg_index
        join pg_attribute on attrelid = indrelid and attnum = any(indkey)
        where indrelid = pg_class.oid and indisprimary), '[]') as key
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_version'
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
    order by relname`,
    [LINKS],
  )
  return forOthers ? rows.filter(({ name }) => !MACHINERY.includes(name)) : rows
}

/** The last number each table gave, so that none is ever given again. */
export async function listSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(`
    select relname as table, attname as column,
      coalesce(pg_sequence_last_value(pg_get_serial_sequence(quote_ident(relname), attname)), 0)::int8 as last
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attidentity <> ''
    order by relname`)
  return rows.map((row) => ({ ...row, last: Number(row.last) }))
}

export type SchemaVersion = { name: string; sha256: string }

export async function listSchemaVersions(client: pg.ClientBase): Promise<SchemaVersion[]> {
  return (await client.query<SchemaVersion>('select name, sha256 from schema_version order by name')).rows
}

export function quoted(names: string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')
}
