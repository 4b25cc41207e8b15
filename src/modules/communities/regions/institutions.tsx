import { type Db, type Id, sql } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Panel } from '../../../platform/module.ts'
import { Details } from '../../../ui/details.tsx'
import { Entries, Entry } from '../../../ui/entry.tsx'
import { type Institution, listInstitutions } from '../../people/index.ts'

/** Where those of a region are trained, on its page; for whoever is signed in, as the register is. */
export const institutionsPanel: Panel = {
  on: 'community',
  order: 70,
  render: async (db, viewer, community_id) => {
    const areas = viewer.person ? await listAreasOf(db, community_id) : []
    const institutions = areas.length > 0 ? await listInstitutions(db, areas) : []
    if (institutions.length === 0) return null
    return <OfRegion institutions={institutions} />
  },
}

async function listAreasOf(db: Db, community_id: Id): Promise<Id[]> {
  const { rows } = await sql<{ area_id: Id }>`select area_id from region_area
    where community_id = ${community_id} and network_today() between since and coalesce(until, 'infinity')`.execute(db)
  return rows.map(({ area_id }) => area_id)
}

function OfRegion({ institutions }: { institutions: Institution[] }) {
  return (
    <section>
      <h2>{t('Training institutions')}</h2>
      <Details
        summary={t('{count, plural, one {one in this region} other {# in this region}}', {
          count: institutions.length,
        })}
      >
        <Entries label={t('Training institutions')}>
          {institutions.map(({ key, name, place }) => (
            <Entry title={name} href={`/institutions#${key}`} meta={place} />
          ))}
        </Entries>
      </Details>
    </section>
  )
}
