import type { Id } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { isCoordinator, isMember } from './viewer.ts'

export const may = {
  invite: (viewer: Viewer, community_id: Id) => isMember(viewer, community_id),
  moderate: (viewer: Viewer, community_id: Id) => isCoordinator(viewer, community_id),
}
