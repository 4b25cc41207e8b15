import type { Id } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { hasRole } from '../viewer.ts'

export const may = {
  readMap: (viewer: Viewer) => viewer.memberships.length > 0,
  keepMap: (viewer: Viewer, network_id: Id) => hasRole(viewer, network_id, 'administrator'),
}
