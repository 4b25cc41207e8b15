import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { setClock } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { postToAll } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { may } from '../policy.ts'
import { type Community, mayRead } from '../reads.ts'
import { endOver } from './ending.ts'
import { askedLetter, lapseClock } from './names.ts'
import { hasSecond, secondsFor } from './seconds.ts'
import { HOURS_TO_ANSWER, type Hours } from './states.ts'

type Wish = { reason: string; hours: Hours; once: Once }

/** An administrator asks to read one closed room; nothing opens before a second person agrees. Gives the key of the request. */
export function askToRead(db: Db, viewer: Viewer, community: Community, { once, ...wish }: Wish): Promise<string> {
  const reader = ensure(may.keepNetwork(viewer) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    await ensureClosed(tx, viewer, community)
    await endOver(tx, { reader_id: reader.id, room_id: community.room_id })
    if (!(await hasSecond(tx, reader.id))) throw new Refused(noSecond())
    const row = { ...wish, reader_id: reader.id, room_id: community.room_id, community_id: community.id }
    const { id, key, lapses_at } = await insert(tx, { ...row, language: reader.language })
    await record(tx, viewer, 'break_glass.asked', { kind: 'break_glass', id, ...row }, { hours: wish.hours })
    await setClock(tx, lapseClock, id, lapses_at)
    await postToAll(tx, askedLetter, secondsFor(sql`${reader.id}::bigint`, sql`app_now()`), id)
    return key
  })
}

export function noSecond(): string {
  return t(
    'A second person has to agree, and there is nobody yet who could. Name another administrator first, or a pair of people for this.',
  )
}

/** What is for staff alone stays with them, and what she reads already needs no glass broken. */
async function ensureClosed(tx: Db, viewer: Viewer, { room_id, staff_only }: Community) {
  if (staff_only) throw new Refused(t('What is for those in government service alone is never opened this way.'))
  const { rows } = await sql`select from room where id = ${room_id}::bigint
    and ${mayRead(viewer, { room_id: 'room.id', reach: 'room.reach', staff_only: 'room.staff_only' })}`.execute(tx)
  if (rows.length > 0) throw new Refused(t('You can read this room as it is.'))
}

type Row = Pick<Wish, 'reason' | 'hours'> & { reader_id: Id; room_id: Id; community_id: Id; language: string }

/** Of two that are sent at once, one is made. */
async function insert(tx: Db, row: Row) {
  const made = await tx
    .insertInto('break_glass')
    .values({ ...row, asked_at: now, lapses_at: sql<Date>`app_now() + ${HOURS_TO_ANSWER}::int * interval '1 hour'` })
    .onConflict((oc) => oc.columns(['reader_id', 'room_id']).where('ended_at', 'is', null).doNothing())
    .returning(['id', 'key', 'lapses_at'])
    .executeTakeFirst()
  if (!made) throw new Refused(t('You have asked to read this room already.'))
  return made
}
