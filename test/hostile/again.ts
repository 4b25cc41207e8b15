import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../src/platform/db.ts'
import type { World } from '../world.ts'

type Kept = { name: string; columns: string[] }

/** Keeps every row and every file as they are now; gives what brings them all back. */
export async function keepAll({ db, folder }: World): Promise<() => Promise<void>> {
  const [files, kept] = [join(folder, 'files'), join(folder, 'kept-files')]
  cpSync(files, kept, { recursive: true })
  const tables = await listTables(db)
  await sql`create schema kept`.execute(db)
  for (const { name } of tables) await sql`create table kept.${sql.ref(name)} as table ${sql.ref(name)}`.execute(db)
  return async () => {
    await bringBack(db, tables)
    cpSync(kept, files, { recursive: true })
  }
}

/** Without what is worked out from other columns. */
async function listTables(db: Kysely<Tables>): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select relname as name, array_agg(attname::text order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped and attgenerated = ''
    group by relname`.execute(db)
  return rows
}

/** Past all triggers, which would take the rows for new ones. */
function bringBack(db: Kysely<Tables>, tables: Kept[]): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`truncate ${sql.join(tables.map(({ name }) => sql.ref(name)))}`.execute(tx)
    for (const { name, columns } of tables) {
      const listed = sql.join(columns.map((column) => sql.ref(column)))
      await sql`insert into ${sql.ref(name)} (${listed}) overriding system value
        select ${listed} from kept.${sql.ref(name)}`.execute(tx)
    }
  })
}
