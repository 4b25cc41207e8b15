import { type Db, type Id, sql } from '../../platform/db.ts'
import type { DigestIssue } from '../../platform/module.ts'
import type { Batch } from '../../platform/outbox.ts'

/** A letter's thing has a number: 2026-11-22 is 20261122. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''))
}

export function dayOf(number: number): string {
  return String(number).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
}

export type DigestRow = { person_id: Id; since: Date; until: Date; epoch: number }

/** The digests of one day of all readers of a batch, by person. */
export async function listDigests(db: Db, day: number, people: Id[]): Promise<Map<Id, DigestRow>> {
  const { rows } = await sql<DigestRow>`
    select person_id, since, until, epoch from digest join person on person.id = person_id
    where "on" = ${dayOf(day)}::date and person_id = any(${people}::bigint[])`.execute(db)
  return new Map(rows.map((row) => [row.person_id, row]))
}

export function issueOf({ since, until }: DigestRow, all: Map<Id, DigestRow>, { once }: Batch): DigestIssue {
  return { since, until, readers: [...all.values()], once }
}

/** All readers of a round and their times, for the one statement that asks what each gets. */
export function readersOf({ readers }: DigestIssue) {
  const column = <T>(of: (reader: DigestIssue['readers'][number]) => T) => readers.map(of)
  return sql`select * from unnest(${column(({ person_id }) => person_id)}::bigint[], ${column(({ since }) => since)}::timestamptz[],
    ${column(({ until }) => until)}::timestamptz[]) as reader (person_id, since, until)`
}

export type Source = { person_id: Id; community_id: Id }

/** The communities whose mail goes into each reader's digest and is not paused. */
export async function listSources(db: Db, people: Id[]): Promise<Source[]> {
  return db
    .selectFrom('membership')
    .select(['person_id', 'community_id'])
    .where(sql<boolean>`person_id = any(${people}::bigint[])`)
    .where('membership.state', '=', 'member')
    .where('delivery', 'in', ['digest', 'my_topics'])
    .where(sql<boolean>`(paused_until is null or paused_until <= app_now())`)
    .orderBy('community_id')
    .execute()
}
