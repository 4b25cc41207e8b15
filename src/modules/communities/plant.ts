import { z } from 'zod'
import { isTimeZone } from '../../platform/dates.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { isReservedMailName } from '../../platform/mail/names.ts'
import type { Planting } from '../../platform/module.ts'
import { plantRegionMap } from './regions/plant.ts'

const words = z.record(z.string(), z.string())
const lists = z.record(z.string(), z.array(z.string()))

const room = z.object({
  reach: z.enum(['people', 'community', 'network', 'public']).default('community'),
  staff_only: z.boolean().default(false),
  attribution: z.enum(['named', 'organisation', 'unattributed', 'closed']).default('named'),
  retention_days: z.number().nullable().default(null),
})

const charter = z.record(z.string(), z.unknown())

const community = z.object({
  slug: z.string(),
  mail_name: z
    .string()
    .refine((name) => !isReservedMailName(name), { error: 'This mail name is kept for Copse itself' })
    .optional(),
  short_name: z.string(),
  name: words,
  purpose: words.default({}),
  charter: charter.default({}),
  accent: z.string().default('teal'),
  language: z.string().default('en'),
  type: z.enum(['practice', 'interest', 'task', 'crisis', 'circle', 'mail_group']).default('practice'),
  /** A new community of practice is forming until its core group stands; that of a demonstration has lived for a year. */
  state: z.enum(['forming', 'active']).default('active'),
  admits_external: z.boolean().default(false),
  rhythm_days: z.number().int().positive().nullable().default(null),
  joining: z.enum(['open', 'ask', 'invited']).default('invited'),
  new_mail: z.enum(['desk', 'room']).default('desk'),
  posting_budget: z.number().int().positive().default(2),
  norms: lists.default({}),
  room: room.prefault({}),
})

/** What communities takes of a blueprint; all else is for others. */
const section = z.object({
  network: community.extend({ convening_body: z.unknown().nullish() }),
  calendar: z.object({
    name: z.string(),
    time_zone: z.string().refine(isTimeZone, { error: 'There is no such time zone; one is called Asia/Kolkata' }),
    weekend: z.array(z.number()).default([6, 7]),
    holidays: z.array(z.object({ on: z.string(), name: words })).default([]),
  }),
  regional_holidays: z.array(z.object({ on: z.string(), name: words, areas: z.array(z.string()) })).default([]),
  community_defaults: z.record(z.string(), z.unknown()).default({}),
  communities: z.array(z.object({ key: z.string() }).loose()).default([]),
  demonstration: z.boolean().default(false),
})

/** The network, its calendar, its communities and the map of its regions. */
export async function plantCommunities(db: Db, { document, communities }: Planting) {
  const blueprint = section.parse(document)
  const calendar_id = await plantCalendar(db, blueprint.calendar)
  await plantRegionalHolidays(db, calendar_id, blueprint.regional_holidays)
  const network_id = await plantOne(db, blueprint.network, {
    calendar_id,
    parent_id: null,
    demonstration: blueprint.demonstration,
  })
  communities.set('network', network_id)
  if (blueprint.network.convening_body) {
    const convening_body = JSON.stringify(blueprint.network.convening_body)
    await db.updateTable('community').set({ convening_body }).where('id', '=', network_id).execute()
  }
  for (const given of blueprint.communities) {
    const one = community.parse({ ...blueprint.community_defaults, ...given })
    communities.set(
      given.key,
      await plantOne(db, one, { calendar_id, parent_id: network_id, demonstration: blueprint.demonstration }),
    )
  }
  await plantRegionMap(db, { document, communities })
}

async function plantCalendar(
  db: Db,
  { name, time_zone, weekend, holidays }: z.output<typeof section>['calendar'],
): Promise<Id> {
  const known = await db.selectFrom('calendar').select('id').where('name', '=', name).executeTakeFirst()
  if (known) return known.id
  const { id } = await db
    .insertInto('calendar')
    .values({ name, time_zone, weekend })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (holidays.length === 0) return id
  await db
    .insertInto('holiday')
    .values(holidays.map((holiday) => ({ calendar_id: id, on: holiday.on, name: JSON.stringify(holiday.name) })))
    .onConflict((oc) => oc.doNothing())
    .execute()
  return id
}

/** Kept in some areas only: shown there, and a working day for everybody else. */
async function plantRegionalHolidays(db: Db, calendar_id: Id, holidays: z.output<typeof section>['regional_holidays']) {
  for (const { on, name, areas } of holidays) {
    await sql`insert into holiday (calendar_id, "on", area_id, name)
      select ${calendar_id}::bigint, ${on}::date, id, ${JSON.stringify(name)}::jsonb from area where code = any(${areas})
      on conflict do nothing`.execute(db)
  }
}

type Where = { calendar_id: Id; parent_id: Id | null; demonstration: boolean }

async function plantOne(
  db: Db,
  one: z.output<typeof community>,
  { calendar_id, parent_id, demonstration }: Where,
): Promise<Id> {
  const known = await db.selectFrom('slug').select('community_id').where('slug', '=', one.slug).executeTakeFirst()
  if (known) return known.community_id

  const { short_name, accent, language, joining, new_mail, posting_budget } = one
  const { id } = await db
    .insertInto('community')
    .values({
      ...{ calendar_id, parent_id, demonstration, short_name, accent, language, joining, new_mail, posting_budget },
      type: parent_id === null ? 'network' : one.type,
      state: demonstration ? 'active' : one.state,
      ...{ admits_external: one.admits_external, rhythm_days: one.rhythm_days },
      ...{ name: JSON.stringify(one.name), purpose: JSON.stringify(one.purpose) },
      ...{ charter: JSON.stringify(one.charter), norms: JSON.stringify(one.norms) },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('slug').values({ slug: one.slug, community_id: id }).execute()
  if (one.mail_name) await db.insertInto('mail_name').values({ local_part: one.mail_name, community_id: id }).execute()
  await db
    .insertInto('room')
    .values({ community_id: id, is_default: true, ...one.room })
    .execute()
  return id
}

type PlantedMember = {
  person_id: Id
  community_id: Id
  class?: 'internal' | 'external'
  delivery?: 'each' | 'digest' | 'my_topics' | 'web'
  since: Date
  roles?: string[]
}

/** A member of a demonstration, or the first one of a new network. */
export async function plantMember(db: Db, { roles = [], ...member }: PlantedMember) {
  await db
    .insertInto('membership')
    .values({ ...member, state: 'member' })
    .onConflict((oc) => oc.columns(['person_id', 'community_id']).doNothing())
    .execute()
  for (const role of roles) {
    await db
      .insertInto('role')
      .values({ person_id: member.person_id, community_id: member.community_id, role, since: member.since })
      .onConflict((oc) => oc.doNothing())
      .execute()
  }
}

/** Whoever plants a network is its administrator, and coordinates each of its communities until others do. */
export async function plantSteward(db: Db, person_id: Id) {
  const rows = await db.selectFrom('community').select(['id', 'parent_id']).execute()
  const { rows: at } = await sql<{ now: Date }>`select app_now() as now`.execute(db)
  for (const { id, parent_id } of rows) {
    const roles = parent_id === null ? ['administrator'] : ['coordinator']
    await plantMember(db, { person_id, community_id: id, since: at[0]?.now ?? new Date(), roles })
  }
}

/** Whether somebody keeps the network yet. */
export async function hasSteward(db: Db): Promise<boolean> {
  const steward = await db.selectFrom('role').select('id').where('role', '=', 'administrator').executeTakeFirst()
  return steward !== undefined
}
