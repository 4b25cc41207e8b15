import type { Viewer } from '../../platform/viewer.ts'
import { type Community, isMember, isOnDesk } from '../communities/index.ts'
import { type Act, canMove } from './moves.ts'
import type { Query } from './query.ts'

type In = Pick<Query, 'community_id' | 'state' | 'asker_id'>

/** Who she is to a query. Actions ask this first; where the query stands they read under its lock, and say it in words. */
export const isAsker = (viewer: Viewer, query: Pick<In, 'community_id' | 'asker_id'>) =>
  viewer.person?.id === query.asker_id && isMember(viewer, query.community_id)
export const worksDesk = (viewer: Viewer, { community_id }: Pick<In, 'community_id'>) => isOnDesk(viewer, community_id)

const atDesk = (viewer: Viewer, query: In, act: Act) => worksDesk(viewer, query) && canMove(query.state, act)

/** The asker's own choices, the desk's work, and what every member may do now: what the page shows, or hides. */
export const may = {
  ask: (viewer: Viewer, community: Pick<Community, 'id'>) => isMember(viewer, community.id),
  seeDesk: (viewer: Viewer, community_id: number) => isOnDesk(viewer, community_id),
  shape: (viewer: Viewer, query: In) => atDesk(viewer, query, 'shape'),
  agree: (viewer: Viewer, query: In) => isAsker(viewer, query) && canMove(query.state, 'agree'),
  withdraw: (viewer: Viewer, query: In) => isAsker(viewer, query) && canMove(query.state, 'withdraw'),
  decline: (viewer: Viewer, query: In) => atDesk(viewer, query, 'decline'),
  acceptArchive: (viewer: Viewer, query: In) => isAsker(viewer, query) && canMove(query.state, 'accept_archive'),
  extend: (viewer: Viewer, query: In & Pick<Query, 'extended_at'>) =>
    atDesk(viewer, query, 'extend') && !query.extended_at,
  close: (viewer: Viewer, query: In) => atDesk(viewer, query, 'close'),
  nudge: (viewer: Viewer, query: In) => isOnDesk(viewer, query.community_id) && query.state === 'gathering',
  respond: (viewer: Viewer, query: In) =>
    isMember(viewer, query.community_id) &&
    ['gathering', 'published'].includes(query.state) &&
    viewer.person?.id !== query.asker_id,
  compile: (viewer: Viewer, query: In) => atDesk(viewer, query, 'compile'),
  askAsker: (viewer: Viewer, query: In) => atDesk(viewer, query, 'ask_asker'),
  review: (viewer: Viewer, query: In) => isAsker(viewer, query) && query.state === 'in_review',
  publish: (viewer: Viewer, query: In) => atDesk(viewer, query, 'publish'),
}
