import type { Panel } from '../../platform/module.ts'
import { findCommunityById, isMember } from '../communities/index.ts'
import { listTalk } from './talk-list.ts'
import { LatestTalk } from './talk-list-view.tsx'

/** The latest conversations on the page of a community, for whoever may read them. */
export const latestTalk: Panel = {
  on: 'community',
  order: 20,
  render: async (db, viewer, community_id) => {
    const { lines } = await listTalk(db, viewer, { communities: [community_id], limit: 4 })
    if (lines.length === 0 && !isMember(viewer, community_id)) return null
    return <LatestTalk lines={lines} slug={lines[0]?.slug ?? (await findCommunityById(db, community_id)).slug} />
  },
}
