import type { Viewer } from '../../platform/viewer.ts'
import { isMember } from '../communities/index.ts'

export const may = {
  browse: (viewer: Viewer, community_id: number) => isMember(viewer, community_id),
  use: (viewer: Viewer, item: { community_id: number }) => isMember(viewer, item.community_id),
}
