import { type Db, type Id, sql } from '../../../platform/db.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { activatePerson } from '../../people/index.ts'
import { addMember } from '../membership/members.ts'
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
