import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { nobody } from '../../../platform/viewer.ts'
import { addToCohort, findPosting, noteService, recordPosting } from '../../people/index.ts'
import { begunByMember } from '../groups/begun.ts'
import type { Fields } from './reads.ts'

/**
 * After her yes to an invitation from a file: her cohort, her service, and her posting where she has said none herself.
 * Once for each line. The file of a group that anybody may begin says nothing of her beyond the group.
 */
export async function settleInvited(tx: Db, person_id: Id) {
  for (const { batch_id, line, fields, cohort_id } of await takeLines(tx, person_id)) {
    const cohort = fields.cohort_id ?? cohort_id
    if (cohort) await addToCohort(tx, cohort, person_id)
    await noteService(tx, person_id, fields)
    await settlePosting(tx, person_id, fields)
    await tx
      .updateTable('batch_line')
      .set({ settled_at: now })
      .where('batch_id', '=', batch_id)
      .where('line', '=', line)
      .execute()
  }
}

type Taken = { batch_id: Id; line: number; fields: Fields; cohort_id: Id | null }

async function takeLines(tx: Db, person_id: Id): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    select line.batch_id, line.line, line.fields, batch.cohort_id
    from batch_line line join batch on batch.id = line.batch_id
      join invitation on invitation.community_id = batch.community_id and invitation.person_id = line.person_id
    where line.person_id = ${person_id} and line.state = 'worked' and line.settled_at is null
      and batch.kind = 'invitations' and invitation.answer = 'yes' and not ${begunByMember(sql`batch.community_id`)}
    order by batch.id, line.line for update of line`.execute(tx)
  return rows
}

async function settlePosting(tx: Db, person_id: Id, fields: Fields) {
  const { designation = null, organisation = null, area_id = null, since = null } = fields
  if (!designation && !organisation && !area_id) return
  const current = await findPosting(tx, person_id)
  if (current?.source === 'self') return
  await recordPosting(tx, nobody('job'), person_id, { designation, organisation, area_id, since }, 'administrator')
}
