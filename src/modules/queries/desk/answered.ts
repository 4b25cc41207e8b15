import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../../communities/index.ts'
import { may } from '../policy.ts'
import type { Found } from './similar.ts'

type Answer = Pick<Found, 'item_id'> & { once: Once }

/** Somebody who was about to ask found that a reply of the library answers it: reuse is noted, nothing goes round. */
export function answeredBySimilar(db: Db, viewer: Viewer, community: Community, { item_id, once }: Answer) {
  ensure(may.ask(viewer, community))
  return inTransaction(db, once, (tx) =>
    record(tx, viewer, 'reply.found_while_asking', { kind: 'item', id: item_id, community_id: community.id }),
  )
}
