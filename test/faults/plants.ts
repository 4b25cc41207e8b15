import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../src/platform/db.ts'
import type { Rule } from './check.ts'

/** A rule that keeps things once, taken away for a while; the checks must notice, or they are worth nothing. */
export type Plant = { name: string; finds: Rule[]; table: string; when: string; change: string }

export const plants: Plant[] = [
  {
    name: 'two workers without the lease',
    finds: ['copies'],
    table: 'outbox',
    when: 'update',
    change: "if new.state = 'waiting' then new.leased_until := null; end if;",
  },
  {
    name: 'no unique key for mail that comes in',
    finds: ['doubled'],
    table: 'inbound_mail',
    when: 'insert',
    change: 'new.body_hash := new.body_hash || gen_random_uuid();',
  },
  {
    name: 'letters marked before they are sent',
    finds: ['mailLost'],
    table: 'outbox',
    when: 'update',
    change: "if new.lease is not null and old.lease is distinct from new.lease then new.state := 'sent'; end if;",
  },
  {
    name: 'no unique key for forms',
    finds: ['doubled'],
    table: 'done_once',
    when: 'insert',
    change: 'new.key := new.key || gen_random_uuid();',
  },
]

export async function plantBug(db: Kysely<Tables>, { table, when, change }: Plant): Promise<() => Promise<void>> {
  await sql
    .raw(
      `create or replace function planted_bug() returns trigger language plpgsql as $$ begin ${change} return new; end $$`,
    )
    .execute(db)
  await sql
    .raw(`create trigger planted_bug before ${when} on ${table} for each row execute function planted_bug()`)
    .execute(db)
  return async () => {
    await sql.raw(`drop trigger planted_bug on ${table}`).execute(db)
  }
}
