import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { setClock } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { withinRate } from '../../../platform/rates.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { endOfDay } from '../calendar.ts'
import { addMember } from '../membership/members.ts'
import { may } from '../policy.ts'
import { type Community, findCommunityById } from '../reads.ts'
import { isMember } from '../viewer.ts'
import { type findMyCohort, inviteFellows } from './cohort.ts'
import { openToRegions } from './opened.ts'
import { groupReview } from './review.ts'
import type { Startable } from './types.ts'

export type Start = {
  type: Startable
  name: string
  purpose: string
  address: string
  reach: 'community' | 'network' | 'public'
  joining: 'open' | 'ask' | 'invited'
  ends_on: string | null
  suitability: Record<string, string> | null
  /** The community it is a part of; else it stands under the network. */
  parent: Community | null
  /** Slugs of regions it is opened to beside its own. */
  regions?: string[]
  /** Who is invited to it at once, having learned together. */
  cohort?: Awaited<ReturnType<typeof findMyCohort>>
}

const GROUPS_A_DAY = 5
const CRISIS_DAYS = 60

/** Begins a group at once; its founder is its contact and coordinates it. A community of practice is forming at first. */
export async function startGroup(db: Db, viewer: Viewer, { once, ...start }: Start & { once: Once }): Promise<string> {
  const founder = ensure(may.begin(viewer) && viewer.person)
  if (start.parent && !isMember(viewer, start.parent.id)) throw new NotFound()
  if (!(await withinRate(db, `start-group:${founder.id}`, GROUPS_A_DAY, 24 * 60)))
    throw new Refused(t('You have begun several groups today. Go on tomorrow.'))
  return inTransaction(db, once, async (tx) => {
    const id = await saveGroup(tx, founder, start)
    await nameGroup(tx, id, start)
    await placeFounder(tx, viewer, founder.id, id)
    await record(tx, viewer, 'community.started', { kind: 'community', id, community_id: id }, { type: start.type })
    await openToRegions(tx, viewer, id, start.regions ?? [])
    const community = await findCommunityById(tx, id)
    if (start.cohort) await inviteFellows(tx, viewer, id, start.cohort)
    if (community.ends_on) await setClock(tx, groupReview, id, await endOfDay(tx, community, community.ends_on))
    return community.slug
  })
}

/** Under the network or its parent, with the calendar, the norms and the colour of that. */
async function saveGroup(tx: Db, { id, language }: { id: Id; language: string }, start: Start): Promise<Id> {
  const { type, name, purpose, joining, suitability } = start
  const words = { short: shortName(name), name: { [language]: name }, purpose: { [language]: purpose } }
  const { rows } = await sql<{ id: Id }>`
    insert into community (type, parent_id, state, ends_on, language, calendar_id, short_name, name, purpose, norms, accent,
      joining, new_mail, contact_id, suitability, demonstration)
    select ${type}::community_type, parent.id, ${type === 'practice' ? 'forming' : 'active'}, coalesce(${start.ends_on}::date,
        case when ${type === 'crisis'} then app_now()::date + ${CRISIS_DAYS}::int end),
      ${language}, parent.calendar_id, ${words.short}, ${JSON.stringify(words.name)}::jsonb,
      ${JSON.stringify(words.purpose)}::jsonb, parent.norms, parent.accent, ${joining},
      ${type === 'practice' ? 'desk' : 'room'}, ${id}::bigint, ${suitability ? JSON.stringify(suitability) : null}::jsonb,
      parent.demonstration
    from community parent where ${start.parent ? sql`parent.id = ${start.parent.id}::bigint` : sql`parent.parent_id is null`}
    returning id`.execute(tx)
  return (rows[0] as { id: Id }).id
}

const LONGEST_SHORT_NAME = 24

/** Stands before the subjects of its mails, so it is cut between words. */
function shortName(name: string): string {
  if (name.length <= LONGEST_SHORT_NAME) return name
  return name
    .slice(0, LONGEST_SHORT_NAME + 1)
    .replace(/\s+\S*$/u, '')
    .slice(0, LONGEST_SHORT_NAME)
}

async function nameGroup(tx: Db, community_id: Id, { address, reach }: Start) {
  const slug = tx.insertInto('slug').values({ slug: address, community_id })
  const name = tx.insertInto('mail_name').values({ local_part: address, community_id })
  const taken = [
    await slug
      .onConflict((oc) => oc.doNothing())
      .returning('slug')
      .executeTakeFirst(),
    await name
      .onConflict((oc) => oc.doNothing())
      .returning('local_part')
      .executeTakeFirst(),
  ]
  if (taken.includes(undefined)) throw new Refused(t('This address has just been taken. Choose another one.'))
  await tx.insertInto('room').values({ community_id, is_default: true, reach }).execute()
}

async function placeFounder(tx: Db, viewer: Viewer, person_id: Id, community_id: Id) {
  await addMember(tx, viewer, person_id, community_id)
  await tx
    .updateTable('membership')
    .set({ greeted_at: now, greeted_by: person_id, norms_accepted_at: now })
    .where('person_id', '=', person_id)
    .where('community_id', '=', community_id)
    .execute()
  const roles = ['coordinator', 'contact'].map((role) => ({
    person_id,
    community_id,
    role,
    by_id: person_id,
    since: now,
  }))
  await tx.insertInto('role').values(roles).execute()
}
