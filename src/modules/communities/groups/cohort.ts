import type { Db, Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type Cohort, findCohort, listFellows } from '../../people/index.ts'
import { inviteKnown } from '../invitations/actions.ts'
import { findCommunityById } from '../reads.ts'

/** A cohort the viewer was in herself, whose others she may ask to a group; of any other nothing is said. */
export async function findMyCohort(db: Db, viewer: Viewer, key: string): Promise<(Cohort & { fellows: Id[] }) | null> {
  if (!key) return null
  const cohort = await findCohort(db, viewer, key)
  const fellows = await listFellows(db, viewer, cohort.id)
  return fellows.length > 0 ? { ...cohort, fellows } : null
}

/** Each of the others gets an invitation in her name, and is in by her own yes alone. */
export async function inviteFellows(
  tx: Db,
  viewer: Viewer,
  community_id: Id,
  { title, fellows, programme_id }: Invited,
) {
  await tx.updateTable('community').set({ programme_id }).where('id', '=', community_id).execute()
  const community = await findCommunityById(tx, community_id)
  const why = t('We were in {cohort} together.', { cohort: title })
  for (const person_id of fellows)
    await inviteKnown(tx, viewer, community, { person_id, by_id: viewer.person?.id ?? 0, why })
}

type Invited = Pick<Cohort, 'title' | 'programme_id'> & { fellows: Id[] }
