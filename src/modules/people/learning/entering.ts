import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { currentLanguage, t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Programme } from './reads.ts'

export const may = {
  /** The lists of what was taught are kept by the administrators of the network. */
  enter: ({ memberships, roles, unproven }: Viewer) =>
    !unproven &&
    roles.some(
      ({ role, community_id }) =>
        role === 'administrator' && memberships.some((membership) => membership.community_id === community_id),
    ),
}

type Entry = { name: string; starts_on: string; ends_on: string; once: Once }

/** A new cohort of a programme; files of people name it by its key or name from now on. Gives the key. */
export function enterCohort(db: Db, viewer: Viewer, programme: Programme, { once, ...entry }: Entry): Promise<string> {
  ensure(may.enter(viewer))
  const { name, starts_on, ends_on } = entry
  if (starts_on && ends_on && ends_on < starts_on) throw new Refused(t('The last day lies before the first.'))
  return inTransaction(db, once, async (tx) => {
    const made = await tx
      .insertInto('cohort')
      .values({
        key: keyOf(name) || sql<string>`new_key()`,
        name: JSON.stringify({ [currentLanguage()]: name }),
        programme_id: programme.id,
        starts_on: starts_on || null,
        ends_on: ends_on || null,
      })
      .onConflict((oc) => oc.column('key').doNothing())
      .returning(['id', 'key'])
      .executeTakeFirst()
    if (!made) throw new Refused(t('There is a cohort of this name already.'))
    await record(tx, viewer, 'cohort.entered', { kind: 'cohort', id: made.id })
    return made.key
  })
}

/** As the cohorts of a blueprint are called: “CMCTP 2003” is cmctp-2003. */
function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
