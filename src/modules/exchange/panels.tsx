import type { Panel } from '../../platform/module.ts'
import { listOfArchives } from './reads.ts'
import { OfArchive } from './views.tsx'

/** On a thread's page: which archive its old contributions come from, since nobody has proven who wrote them. */
export const ofArchive: Panel = {
  on: 'thread',
  render: async (db, viewer, thread_id) => {
    const archives = await listOfArchives(db, viewer, thread_id)
    return archives.length > 0 ? <OfArchive archives={archives} /> : null
  },
}
