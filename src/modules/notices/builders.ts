import { type Actor, plantMember, type World } from '../../../test/world.ts'
import { type Id, sql } from '../../platform/db.ts'
import { findCommunityById } from '../communities/index.ts'
import { startTalk } from '../conversations/index.ts'
import { openMorning } from './digest.ts'

/** Choosing on the page, as a person does. */
export async function choose(
  world: World,
  by: Actor,
  delivery: string,
  more: Record<string, string> = {},
  slug = 'north',
) {
  const answer = await world.submit(by, `/me/mail/${slug}`, `/me/mail/${slug}`, { delivery, ...more })
  if (answer.status !== 303) throw new Error(`${answer.status} ${await answer.text()}`)
  await world.work()
}

/** A talk begun in the first of the writer's communities, or in this one, and gone out. */
export async function talk(world: World, by: Actor, title: string, body: string, community_id?: Id) {
  const viewer = await by.viewer()
  const community = await findCommunityById(world.db, community_id ?? viewer.memberships[0]?.community_id ?? 0)
  await startTalk(world.db, viewer, community, { title, body })
  await world.travel('5 minutes')
  await world.work()
}

/** On to this hour of the next day in India. */
export async function atHour(world: World, hour: number) {
  await sql`update time_shift set shift = shift
    + (date_trunc('day', app_now() at time zone 'Asia/Kolkata') + interval '1 day' + ${hour}::int * interval '1 hour')
    - (app_now() at time zone 'Asia/Kolkata')`.execute(world.db)
  await world.work()
}

/** The morning comes and the digests are opened, but nothing is sent yet. */
export async function openOnly(world: World) {
  await sql`update time_shift set shift = shift + interval '20 hours'`.execute(world.db)
  await openMorning.work(world.db, 0, 0)
  const { rows } = await sql`select from outbox where state = 'waiting' and letter = 'notices.digest'`.execute(world.db)
  if (rows.length === 0) throw new Error('No digest waits to be sent')
}

/** To this moment, forward or back; browsers stay signed in. */
export async function atMoment({ db, work }: World, moment: string) {
  await sql`update time_shift set shift = ${moment}::timestamptz - now()`.execute(db)
  await sql`update session set seen_at = app_now()`.execute(db)
  await work()
}

export const digestsOf = async (world: World, actor: Actor) =>
  (await world.mailsTo(actor)).filter(({ subject }) => /^(?!Not taken).* — \d/.test(subject))

export async function lastDigest(world: World, actor: Actor) {
  const digest = (await digestsOf(world, actor)).at(-1)
  if (!digest) throw new Error(`${actor.name} has no digest`)
  return digest
}

/** A member here too, with everything of both in her digest. */
export async function joinToo({ db }: World, actor: Actor, community_id: Id) {
  await plantMember(db, actor.id, community_id)
  await db.updateTable('membership').set({ delivery: 'digest' }).where('person_id', '=', actor.id).execute()
}
