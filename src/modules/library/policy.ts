import type { Id } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { isCoordinator, isMember, looksInto } from '../communities/index.ts'

type OfCollection = { person_id: Id | null; community_id: Id | null; is_starter: boolean }
type OfSomebody = { community_id: Id; by_id: Id | null }

export const may = {
  browse: (viewer: Viewer, community_id: Id) => looksInto(viewer, community_id),
  use: (viewer: Viewer, item: { community_id: Id }) => isMember(viewer, item.community_id),
  add: (viewer: Viewer, community_id: Id) => isMember(viewer, community_id),
  /** Whoever added it, while she is a member, and those who coordinate. */
  change: (viewer: Viewer, { community_id, by_id }: OfSomebody) =>
    isCoordinator(viewer, community_id) ||
    (isMember(viewer, community_id) && by_id !== null && by_id === viewer.person?.id),
  keepStarter: (viewer: Viewer, community_id: Id) => isCoordinator(viewer, community_id),
  /** Its owner; the starter path of a community, those who coordinate it. */
  changeCollection: (viewer: Viewer, { person_id, community_id, is_starter }: OfCollection) =>
    is_starter ? isCoordinator(viewer, community_id ?? 0) : person_id !== null && person_id === viewer.person?.id,
  shareCollection: (viewer: Viewer, collection: OfCollection, community_id: Id | null) =>
    !collection.is_starter &&
    may.changeCollection(viewer, collection) &&
    (community_id === null || isMember(viewer, community_id)),
}
