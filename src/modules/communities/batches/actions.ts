import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { isBegunByMember } from '../groups/begun.ts'
import { may } from '../policy.ts'
import { isAdministrator } from '../viewer.ts'
import { type Judged, judgeInvitees, judgePostings } from './judging.ts'
import type { Batch, Kind } from './reads.ts'
import type { Table } from './table.ts'

type Given = { table: Table; file_name: string; once: Once }
type GivenInvitations = Given & { cohort_id: Id | null; why: string }

/** Keeps the file with what is right and wrong in each line; nothing is sent before somebody has confirmed it. */
export async function takeInvitations(
  db: Db,
  viewer: Viewer,
  community_id: Id,
  { table, ...given }: GivenInvitations,
): Promise<string> {
  ensure(may.keep(viewer, community_id))
  const isGuarded = !isAdministrator(viewer) && (await isBegunByMember(db, community_id))
  const lines = await judgeInvitees(db, community_id, table.rows, isGuarded ? 'own' : 'all')
  return keep(db, viewer, { kind: 'invitations', community_id, ...given }, { lines, encoding: table.encoding })
}

export async function takePostings(
  db: Db,
  viewer: Viewer,
  network_id: Id,
  { table, ...given }: Given,
): Promise<string> {
  ensure(may.keepNetwork(viewer))
  const lines = await judgePostings(db, table.rows)
  return keep(
    db,
    viewer,
    { kind: 'postings', community_id: network_id, cohort_id: null, why: '', ...given },
    { lines, encoding: table.encoding },
  )
}

type About = Omit<GivenInvitations, 'table'> & { kind: Kind; community_id: Id }

function keep(
  db: Db,
  viewer: Viewer,
  { once, ...about }: About,
  { lines, encoding }: { lines: Judged[]; encoding: string },
) {
  const by_id = ensure(viewer.person).id
  return inTransaction(db, once, async (tx) => {
    const { id, key } = await tx
      .insertInto('batch')
      .values({ ...about, file_name: about.file_name.slice(0, 200), encoding, by_id })
      .returning(['id', 'key'])
      .executeTakeFirstOrThrow()
    await sql`
      insert into batch_line (batch_id, line, name, address, fields, person_id, state, trouble)
      select ${id}::bigint, line, name, address, fields, person_id, state, trouble
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        as given (line int, name text, address text, fields jsonb, person_id bigint, state text, trouble text)`.execute(
      tx,
    )
    const subject = { kind: 'batch', id, community_id: about.community_id }
    await record(tx, viewer, 'batch.taken', subject, { kind: about.kind, lines: lines.length })
    return key
  })
}

/** The word that begins the work, which listens for it. Twice is once. */
export function confirmBatch(
  db: Db,
  viewer: Viewer,
  { id, community_id, by_id }: Batch,
  once: Once,
): Promise<'begun' | 'settled'> {
  ensure(may.keep(viewer, community_id))
  return inTransaction(db, once, async (tx) => {
    if (!isAdministrator(viewer) && (await isBegunByMember(tx, community_id))) await refuseMany(tx, { id, by_id })
    const confirmed = await tx
      .updateTable('batch')
      .set({ confirmed_at: now })
      .where('id', '=', id)
      .where('confirmed_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (!confirmed.numUpdatedRows) return 'settled'
    await record(tx, viewer, 'batch.confirmed', { kind: 'batch', id, community_id })
    return 'begun'
  })
}

const MOST_OF_A_MEMBER = 100

/** Anybody can begin a group and write to strangers in its name: so many a day, or with those who keep the network. */
async function refuseMany(tx: Db, { id, by_id }: Pick<Batch, 'id' | 'by_id'>) {
  await sql`select pg_advisory_xact_lock(hashtext('communities.batch'), ${by_id}::int)`.execute(tx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from batch_line line join batch on batch.id = line.batch_id
    where batch.by_id = ${by_id} and batch.kind = 'invitations' and line.state in ('ready', 'worked')
      and (batch.id = ${id} or batch.confirmed_at > app_now() - interval '1 day')`.execute(tx)
  if ((rows[0]?.count ?? 0) > MOST_OF_A_MEMBER)
    throw new Refused(
      t(
        'In a group that a member began, files invite at most {most} people a day. Ask those who keep the network to send this one.',
        { most: MOST_OF_A_MEMBER },
      ),
    )
}

/** A file that was only looked at goes with all its lines; one that was sent stays. */
export function dropBatch(db: Db, viewer: Viewer, { id, community_id }: Batch, once: Once): Promise<void> {
  ensure(may.keep(viewer, community_id))
  return inTransaction(db, once, async (tx) => {
    const dropped = await tx
      .deleteFrom('batch')
      .where('id', '=', id)
      .where('confirmed_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (!dropped.numDeletedRows) throw new Refused(t('It is confirmed already, and on its way.'))
    await record(tx, viewer, 'batch.dropped', { kind: 'batch', id, community_id })
  })
}
