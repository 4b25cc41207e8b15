import { type Db, type Id, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { activatePerson } from '../../people/index.ts'
import { addMember, wasPutOut } from '../membership/members.ts'
import type { welcomeLetters } from './welcome.ts'

type Coming = {
  person_id: Id
  community_id: Id
  class: 'internal' | 'external'
  /** The letter that greets her, and the invitation or request it is about. */
  welcome: (typeof welcomeLetters)[number]
  about: Id
}

/** Makes the person a member by her own yes, with the norms she said yes to; says whether she is new to the network. */
export async function comeIn(tx: Db, viewer: Viewer, coming: Coming): Promise<boolean> {
  const { person_id, community_id, welcome, about } = coming
  await ensureOpen(tx, coming)
  const isNew = await activatePerson(tx, person_id)
  if (!(await addMember(tx, viewer, person_id, community_id))) return isNew

  await tx
    .updateTable('membership')
    .set({ class: coming.class, norms_accepted_at: sql<Date>`coalesce(norms_accepted_at, app_now())` })
    .where('person_id', '=', person_id)
    .where('community_id', '=', community_id)
    .execute()
  await post(tx, welcome, { to: person_id, about })
  return isNew
}

/** An invitation of before is none any more for one who was put out since, or to what is closed by now. */
async function ensureOpen(tx: Db, { person_id, community_id }: Coming) {
  if (await wasPutOut(tx, person_id, community_id)) throw new Refused(t('This invitation is not open any more.'))
  const { rows } = await sql`
    select from community where id = ${community_id}::bigint and state = 'closed'`.execute(tx)
  if (rows.length > 0) throw new Refused(t('This community is closed.'))
}
