import type { Id } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { hasRole } from '../communities/index.ts'

export const may = {
  /** What was imported into the network, in figures. */
  seeImports: (viewer: Viewer, network_id: Id) => hasRole(viewer, network_id, 'administrator'),
}
