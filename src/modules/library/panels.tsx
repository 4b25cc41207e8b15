import { t } from '../../platform/i18n.ts'
import type { Panel } from '../../platform/module.ts'
import { listStarter } from './collections/shown.ts'
import { ShownEntries } from './collections/views.tsx'
import { may } from './policy.ts'
import { listCredits } from './reads.ts'
import { listItems } from './shelf.ts'
import { Credits, ItemEntries, NewItems } from './views.tsx'

export const personPanel: Panel = {
  on: 'person',
  render: async (db, viewer, person_id) => <Credits credits={await listCredits(db, viewer, person_id)} />,
}

export const communityPanel: Panel = {
  on: 'community',
  render: async (db, viewer, community_id) => {
    const items = await listItems(db, viewer, { community_id, limit: 4 })
    const slug = items[0]?.slug
    const more = slug && may.browse(viewer, community_id) ? `/communities/${slug}/library` : undefined
    return <NewItems items={items} more={more} />
  },
}

export const todayPanel: Panel = {
  on: 'today',
  render: async (db, viewer) => <NewItems items={await listItems(db, viewer, { limit: 4 })} />,
}

/** What can be learned from alone, beside the groups: the way in for newcomers, and the short lessons. */
export const learningPanel: Panel = {
  on: 'learning',
  render: async (db, viewer, community_id) => {
    const entries = await listStarter(db, viewer, community_id)
    const lessons = await listItems(db, viewer, { community_id, kind: 'micro_learning', limit: 4 })
    const slug = lessons[0]?.slug
    return (
      <>
        {entries.length > 0 && (
          <section>
            <h2>{t('Start here')}</h2>
            <ShownEntries entries={entries} />
          </section>
        )}
        {slug && (
          <section>
            <h2>{t('Short lessons')}</h2>
            <ItemEntries items={lessons} />
            <p>
              <a href={`/communities/${slug}/library?kind=micro_learning`}>{t('All short lessons')}</a>
            </p>
          </section>
        )}
      </>
    )
  },
}
