import type { Viewer } from '../../platform/viewer.ts'
import { hasRole } from '../communities/index.ts'

export const may = {
  keep: (viewer: Viewer) =>
    viewer.memberships.some(({ community_id }) => hasRole(viewer, community_id, 'administrator')),
}
