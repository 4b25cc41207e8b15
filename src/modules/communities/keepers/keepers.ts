import { ensure, type Once } from '../../../platform/action.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { listNames, listWithFactor, resetFactors } from '../../people/index.ts'
import { may } from '../policy.ts'

export type Keeper = { id: Id; name: string; href: string | null; hasFactor: boolean }

/** Those who keep the network, and whether each has a second factor; nobody else is told. */
export async function listKeepers(db: Db, viewer: Viewer): Promise<Keeper[]> {
  if (!may.keepNetwork(viewer)) throw new NotFound()
  const { rows } = await sql<{ person_id: Id }>`
    select distinct person_id from role join membership using (person_id, community_id)
    where role = 'administrator' and role.until is null and membership.state = 'member'`.execute(db)
  const ids = rows.map(({ person_id }) => person_id)
  const [names, withFactor] = [await listNames(db, ids), await listWithFactor(db, ids)]
  return [...names.values()]
    .map(({ id, name, href }) => ({ id, name, href, hasFactor: withFactor.has(id) }))
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** For a colleague who has lost all of hers; for herself there are the recovery codes and the server. */
export async function resetKeeper(db: Db, viewer: Viewer, person_id: Id, once: Once): Promise<void> {
  const keepers = await listKeepers(db, viewer)
  if (!keepers.some(({ id }) => id === person_id)) throw new NotFound()
  if (ensure(viewer.person).id === person_id)
    throw new Refused(t('Nobody takes her own second factor away here: ask another administrator.'))
  await resetFactors(db, viewer, person_id, once)
}
