import { ensure, inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import { moveInSearch } from '../../platform/search-entry.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { narrower } from '../../ui/audience.tsx'
import type { Community } from '../communities/index.ts'
import { inRoom, lockThread } from './actions.ts'
import { stricter } from './author.ts'
import { may } from './policy.ts'
import type { Thread } from './reads.ts'

type Move = { to: Community; once?: Once }

/**
 * Moves a thread into the room of another community, by a coordinator of both. Nobody reads it afterwards who could not
 * before, and nobody is named who was not; its old address leads to the new one.
 */
export function moveThread(db: Db, viewer: Viewer, thread: Thread, { to, once }: Move): Promise<void> {
  ensure(may.keepOrder(viewer, thread) && may.keepOrder(viewer, { community_id: to.id }))
  return inTransaction(db, once, async (tx) => {
    const here = await lockThread(tx, thread.id)
    ensure(may.keepOrder(viewer, here) && here.kind === 'talk')
    if (here.room_id === to.room_id) return
    refuseNaming(here, to)
    await refuseWidening(tx, here, to)

    await saveMove(tx, here, to)
    const data = { from_id: here.community_id, to_id: to.id }
    await record(tx, viewer, 'thread.moved', { kind: 'thread', id: here.id, ...inRoom(here) }, data)
  })
}

function refuseNaming({ room_attribution }: Thread, { attribution, title }: Community) {
  if (stricter(attribution, room_attribution) === attribution) return
  throw new Refused(
    t('It cannot be moved to {community}: people would be named there who are not named here.', { community: title }),
  )
}

/** Asked of the members there as they are now, for each audience that posts of the thread were written under. */
async function refuseWidening(tx: Db, here: Thread, to: Community) {
  if (isWider(to, here)) {
    throw new Refused(
      t('It cannot be moved to {community}: it could be read there by more people.', { community: to.title }),
    )
  }
  const { rows } = await sql<{ count: number }>`
    with audience as (select reach, staff_only from post where thread_id = ${here.id}
      union select reach, staff_only from room where id = ${here.room_id})
    select count(distinct person_id) from membership, audience
    where community_id = ${to.id} and state = 'member'
      and may_read(person_id, ${to.room_id}, reach, staff_only) and not may_read(person_id, ${here.room_id}, reach, staff_only)`.execute(
    tx,
  )
  const count = rows[0]?.count ?? 0
  if (count === 0) return
  throw new Refused(
    t(
      'It cannot be moved to {community}: {count, plural, one {one member there} other {# members there}} cannot read it here.',
      { community: to.title, count },
    ),
  )
}

type Audience = Pick<Thread, 'reach' | 'staff_only'>

/** Beyond the members of one community, people are not counted: a room that says more is wider. */
function isWider(to: Audience, here: Audience): boolean {
  const beyond = to.reach === 'network' || to.reach === 'public'
  return beyond && (narrower(to.reach, here.reach) !== to.reach || (here.staff_only && !to.staff_only))
}

/** What is found, listed and kept of it goes along. */
async function saveMove(tx: Db, { id, community_id }: Thread, to: Community) {
  const place = { community_id: to.id, room_id: to.room_id }
  await tx.updateTable('thread').set(place).where('id', '=', id).execute()
  await sql`update attachment set community_id = ${to.id} from post where post.id = post_id and thread_id = ${id}`.execute(
    tx,
  )
  await moveInSearch(tx, 'post', sql`select id as subject_id from post where thread_id = ${id}`, to.room_id)
  await sql`update draft set community_id = ${to.id} from thread
    where thread.id = ${id} and draft.community_id = ${community_id} and place = 'talk/' || thread.key`.execute(tx)
  await tx
    .insertInto('thread_move')
    .values({ thread_id: id, community_id })
    .onConflict((oc) => oc.columns(['thread_id', 'community_id']).doUpdateSet({ at: now }))
    .execute()
}

/** Whether the thread once stood in this community. */
export async function stoodIn(db: Db, thread_id: Id, community_id: Id): Promise<boolean> {
  const row = await db
    .selectFrom('thread_move')
    .select('at')
    .where('thread_id', '=', thread_id)
    .where('community_id', '=', community_id)
    .executeTakeFirst()
  return !!row
}

type Closure = { closed: boolean; once?: Once }

/** No replies any more, or again: the words stay where they are. Twice is once. */
export function closeThread(db: Db, viewer: Viewer, thread: Thread, { closed, once }: Closure): Promise<void> {
  ensure(may.keepOrder(viewer, thread))
  return inTransaction(db, once, async (tx) => {
    const here = await lockThread(tx, thread.id)
    ensure(may.keepOrder(viewer, here) && here.kind === 'talk')
    if (!!here.closed_at === closed) return

    await tx
      .updateTable('thread')
      .set({ closed_at: closed ? now : null })
      .where('id', '=', here.id)
      .execute()
    const verb = closed ? 'thread.closed' : 'thread.reopened'
    await record(tx, viewer, verb, { kind: 'thread', id: here.id, ...inRoom(here) })
  })
}
