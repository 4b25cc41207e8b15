import { type Db, sql } from '../../../platform/db.ts'
import type { Counts, Import } from '../reads.ts'

/** What became of the archive; the four fates add up to all its messages. */
export async function countAll(tx: Db, { id }: Import): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select fates.*, mails.*, posts.* from
      (select count(*) as messages, count(*) filter (where fate = 'new') as added, count(*) filter (where fate = 'present') as present,
        count(*) filter (where fate = 'duplicate') as duplicates, count(*) filter (where fate = 'broken') as broken from fate) fates,
      (select coalesce(sum(jsonb_array_length(files)), 0) as attachments, coalesce(sum(jsonb_array_length(left_out)), 0) as left_out,
        count(*) filter (where unread_signs > 0) as misread
        from import_mail join fresh using (position) where import_id = ${id}) mails,
      (select count(distinct thread_id) as threads, count(distinct coalesce(author_id::text, name)) as authors,
        min(at) as earliest, max(at) as latest from fresh) posts`.execute(tx)
  return rows[0] as Counts
}

export type Fault = {
  source: string
  at_byte: number
  position: number
  fate: string
  trouble: string | null
  mark: string
}

/** The mails that are not in, each with where it stands and why; asked in the transaction that decides it. */
export async function listFaults(tx: Db, { id }: Import): Promise<Fault[]> {
  const { rows } = await sql<Fault>`
    select source, at_byte, position, fate, trouble, mark from fate join import_mail using (position)
    where import_id = ${id} and fate in ('broken', 'duplicate') order by position`.execute(tx)
  return rows
}
