import type { Db } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Need } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { listWaitingFor } from './reads.ts'

/** What waits for the second person. */
export async function listBreakGlassNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  if (!viewer.person) return []
  return (await listWaitingFor(db, viewer)).map(({ key, reader, community, asked_at, lapses_at }) => ({
    text: t('{reader} asks to read the closed room of {community}', { reader, community }),
    why: t('A second person has to agree, and you can be that person.'),
    act: t('Agree or refuse'),
    href: `/break-glass/${key}`,
    due: lapses_at,
    since: asked_at,
    weight: 100,
  }))
}
