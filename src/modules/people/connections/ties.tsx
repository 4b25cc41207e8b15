import type { Db } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Person } from '../reads.ts'
import { findConnection, findCrossing, listConnected } from './reads.ts'
import { Ties } from './views.tsx'

/** What a profile says of ties; on her own there is nobody to have worked with but the others. */
export async function renderTies(db: Db, viewer: Viewer, person: Person) {
  const me = viewer.person?.id ?? 0
  const isMe = me === person.id
  return (
    <Ties
      at={person.key}
      connection={isMe ? null : await findConnection(db, me, person.id)}
      crossing={isMe ? { cohorts: [], organisations: [] } : await findCrossing(db, me, person.id)}
      connected={await listConnected(db, viewer, person.id)}
    />
  )
}
