import type { Viewer } from '../../../platform/viewer.ts'
import { may as mayQuery } from '../policy.ts'
import type { Query } from '../query.ts'

type In = Pick<Query, 'community_id' | 'state' | 'asker_id'>

export const may = {
  ...mayQuery,
  /** While it is compiled, and again for a corrected version; not while the asker looks at it. */
  edit: (viewer: Viewer, query: In) =>
    (query.state === 'consolidating' && mayQuery.compile(viewer, query)) || may.correct(viewer, query),
  correct: (viewer: Viewer, query: In) => query.state === 'published' && mayQuery.publish(viewer, query),
}
