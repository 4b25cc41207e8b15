import { type Db, type Id, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'
import { shownName } from '../../people/index.ts'

export type Batch = Selectable<Tables['batch']>
export type Kind = 'invitations' | 'postings'
export type Of = { kind: Kind; community_id: Id }

/** The last files, with what is in them. */
export async function listBatches(db: Db, { kind, community_id }: Of) {
  return db
    .selectFrom('batch')
    .innerJoin('person', 'person.id', 'by_id')
    .select(['batch.key', 'file_name', 'batch.at', 'confirmed_at', 'done_at'])
    .select(shownName().as('by'))
    .select((eb) =>
      eb
        .selectFrom('batch_line')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('batch_id', '=', 'batch.id')
        .as('lines'),
    )
    .where('kind', '=', kind)
    .where('community_id', '=', community_id)
    .orderBy('batch.at', 'desc')
    .limit(20)
    .execute()
}

/** What came of a line so far. */
export type Result = 'ready' | 'asked' | 'yes' | 'no' | 'known' | 'refused' | 'duplicate' | 'fault'
export const results: Result[] = ['fault', 'duplicate', 'refused', 'known', 'ready', 'asked', 'yes', 'no']

/** Her answer stands with the invitation, or with the move that was proposed. */
const answer = sql`case when batch.kind = 'postings' then (select answer from transfer where id = line.transfer_id)
  else (select answer from invitation where community_id = batch.community_id and person_id = line.person_id) end`
const result = sql<Result>`case line.state when 'worked' then
  case ${answer} when 'yes' then 'yes' when 'no' then 'no' else 'asked' end else line.state end`

export type Counts = Record<Result, number>

export async function countResults(db: Db, { id }: Batch): Promise<Counts> {
  const { rows } = await sql<{ result: Result; count: number }>`
    select ${result} as result, count(*)::int as count from batch_line line join batch on batch.id = line.batch_id
    where batch.id = ${id} group by 1`.execute(db)
  const none = Object.fromEntries(results.map((one) => [one, 0])) as Counts
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.result, row.count])) }
}

/** What a line says beside name and address. */
export type Fields = {
  organisation?: string
  designation?: string
  service?: string
  cadre?: string
  area?: string
  area_id?: Id
  cohort?: string
  cohort_id?: Id
  language?: string
  second_address?: string
  since?: string
  /** The line that said it first. */
  first?: number
}

type LineRow = {
  line: number
  name: string
  address: string
  fields: Fields
  trouble: string | null
  result: Result
  from: unknown
  to: unknown
}
export type Line = Omit<LineRow, 'from' | 'to'> & { from: string | null; to: string | null }

export const LINES_A_PAGE = 100

/** Line by line as in the file: one page of them, or all with one result. */
export async function listLines(
  db: Db,
  { id }: Batch,
  { only, page }: { only?: Result; page?: number } = {},
): Promise<Line[]> {
  const { rows } = await sql<LineRow>`
    select line.line, line.name, line.address, line.fields, line.trouble, ${result} as result,
      here.name as "from", there.name as "to"
    from batch_line line join batch on batch.id = line.batch_id
      left join person on person.id = line.person_id and batch.kind = 'postings'
      left join area here on here.id = person.area_id
      left join area there on there.id = (line.fields->>'area_id')::bigint
    where batch.id = ${id} and (${only ?? null}::text is null or ${result} = ${only ?? null}::text)
    order by line.line limit ${page ? LINES_A_PAGE : null}::int offset ${page ? (page - 1) * LINES_A_PAGE : 0}::int`.execute(
    db,
  )
  return rows.map(({ from, to, ...row }) => ({ ...row, from: from ? pick(from) : null, to: to ? pick(to) : null }))
}
