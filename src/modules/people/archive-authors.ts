import { type Db, type Id, sql } from '../../platform/db.ts'

/**
 * Who wrote the mails of an archive, by address. Where a person proved the address, or was invited at it, it is she;
 * the others are people whom nothing reaches and who cannot sign in, until their own yes makes the same row theirs.
 */
export async function knowArchiveAuthors(
  tx: Db,
  authors: { address: string; name: string }[],
  language: string,
): Promise<Map<string, Id>> {
  const addresses = authors.map(({ address }) => address)
  const names = authors.map(({ name }) => name)
  await sql`
    with fresh as (
      select nextval(pg_get_serial_sequence('person', 'id')) as id, address, name
      from unnest(${addresses}::text[], ${names}::text[]) author(address, name)
      where not exists (${ofAddress(sql`author.address`)})
    ), added as (
      insert into person (id, name, language) overriding system value select id, name, ${language} from fresh
    )
    insert into archive_address (address, person_id) select address, id from fresh`.execute(tx)
  const { rows } = await sql<{ address: string; person_id: Id }>`
    select author.address, known.person_id from unnest(${addresses}::text[]) author(address)
    cross join lateral (${ofAddress(sql`author.address`)} limit 1) known`.execute(tx)
  return new Map(rows.map(({ address, person_id }) => [address, person_id]))
}

/** Whom an archive knows under this address, while nothing else is known of her: she is invited, and joins, as that one. */
export async function findArchiveAuthor(db: Db, address: string): Promise<Id | undefined> {
  const found = await db
    .selectFrom('archive_address')
    .innerJoin('person', 'person.id', 'archive_address.person_id')
    .select('person_id')
    .where('archive_address.address', '=', address)
    .where('state', '=', 'invited')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('address').select('address.id').whereRef('address.person_id', '=', 'person.id'))),
    )
    .executeTakeFirst()
  return found?.person_id
}

/** What archives know under the addresses she has proven is hers from now on. Gives whom they took her for until now. */
export async function claimArchives(tx: Db, person_id: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with theirs as (
      select archive_address.address, former.id from archive_address
      join person former on former.id = archive_address.person_id
      join address on address.address = archive_address.address
      where address.person_id = ${person_id} and verified_at is not null and former.id <> ${person_id} and former.state = 'invited'
        and not exists (select from address own where own.person_id = former.id)
      for update of archive_address, former
    ), claimed as (
      update archive_address set person_id = ${person_id} from theirs where theirs.address = archive_address.address
    )
    select distinct id from theirs`.execute(tx)
  return rows.map(({ id }) => id)
}

/** They were somebody who is known by another name here; nothing is theirs any more. */
export async function dropArchiveAuthors(tx: Db, ids: Id[]) {
  await sql`delete from person where id = any(${ids}::bigint[]) and state = 'invited'
    and not exists (select from archive_address where person_id = person.id)`.execute(tx)
}

function ofAddress(address: ReturnType<typeof sql>) {
  return sql`select person_id from (
    select person_id, 1 as nearness from address join person on person.id = person_id
      where address.address = ${address} and (verified_at is not null or state = 'invited') and state <> 'erased'
    union all select person_id, 2 from archive_address where archive_address.address = ${address}
    order by nearness) known`
}
