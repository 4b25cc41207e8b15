import { type Db, type Id, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'

type Row = Selectable<Tables['connection']>
/**
 * How it stands between the viewer and another: nobody has said it; she has asked; the other asks her; both agreed.
 * A no looks to the one who asked like no answer yet, and to the one who said it as if nothing had been said.
 */
export type Connection =
  | { state: 'none' }
  | { state: 'asked'; line: string; at: Date }
  | { state: 'asks'; line: string; at: Date }
  | { state: 'agreed'; line: string; at: Date }

export async function findConnection(db: Db, me: Id, other: Id): Promise<Connection> {
  const rows = await listBetween(db, me, other)
  const agreed = rows.find(({ answer }) => answer === 'yes')
  if (agreed) return { state: 'agreed', line: agreed.line, at: agreed.asked_at }
  const theirs = rows.find(({ asker_id, answer }) => asker_id === other && answer === null)
  if (theirs) return { state: 'asks', line: theirs.line, at: theirs.asked_at }
  const mine = rows.find(({ asker_id }) => asker_id === me)
  return mine ? { state: 'asked', line: mine.line, at: mine.asked_at } : { state: 'none' }
}

/** At most one each way. */
export function listBetween(db: Db, one: Id, other: Id): Promise<Row[]> {
  return db
    .selectFrom('connection')
    .selectAll()
    .where(
      sql<boolean>`(asker_id, asked_id) in ((${one}::bigint, ${other}::bigint), (${other}::bigint, ${one}::bigint))`,
    )
    .execute()
}

/** With whom this person worked, as both said; only those whom the viewer may know too. */
export async function listConnected(db: Db, viewer: Viewer, person_id: Id) {
  const { rows } = await sql<{ key: string; name: string; organisation: string | null }>`
    select person.key, person.name, person.organisation
    from (select case when asker_id = ${person_id} then asked_id else asker_id end as other_id from connection
      where ${person_id}::bigint in (asker_id, asked_id) and answer = 'yes') connected
      join person on person.id = connected.other_id
    where person.state = 'active' and may_know(${viewer.person?.id ?? null}::bigint, person.id)
    order by person.name collate "und-x-icu", person.id limit 100`.execute(db)
  return rows
}

export type Crossing = { cohorts: { name: unknown }[]; organisations: string[] }

/** Where the ways of two have crossed; nothing unless both show it. */
export async function findCrossing(db: Db, me: Id, other: Id): Promise<Crossing> {
  const { rows } = await sql<Crossing>`
    select
      coalesce((select json_agg(json_build_object('name', cohort.name) order by cohort.key) from cohort
        join cohort_person mine on mine.cohort_id = cohort.id and mine.person_id = ${me}
        join cohort_person theirs on theirs.cohort_id = cohort.id and theirs.person_id = ${other}), '[]') as cohorts,
      coalesce((select json_agg(distinct theirs.organisation) from posting mine join posting theirs
        on folded(mine.organisation) = folded(theirs.organisation)
        where mine.person_id = ${me} and theirs.person_id = ${other}), '[]') as organisations
    where (select bool_and(shows_ties and state = 'active') and count(*) = 2 from person where id in (${me}, ${other}))`.execute(
    db,
  )
  return rows[0] ?? { cohorts: [], organisations: [] }
}
