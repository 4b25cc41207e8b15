import type { Panel } from '../../platform/module.ts'
import { may } from './policy.ts'
import { listCredits } from './reads.ts'
import { listItems } from './shelf.ts'
import { Credits, NewItems } from './views.tsx'

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
