import type { Id } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { isAdministrator, isCoordinator, isMember } from './viewer.ts'

export const may = {
  invite: (viewer: Viewer, community_id: Id) => isMember(viewer, community_id),
  moderate: (viewer: Viewer, community_id: Id) => isCoordinator(viewer, community_id),
  /** Charter, doors, roles and links: its coordinators, and the network's administrators. */
  keep: (viewer: Viewer, community_id: Id) => isCoordinator(viewer, community_id) || isAdministrator(viewer),
  /** Any member of any community may begin one. */
  begin: (viewer: Viewer) => viewer.memberships.length > 0,
  /** The network's own page. */
  keepNetwork: (viewer: Viewer) => isAdministrator(viewer),
}
