import type { Kysely } from 'kysely'
import { type Clock, rememberTime, setTime, workClocks } from '../../platform/clocks.ts'
import type { Id, Tables } from '../../platform/db.ts'
import { inLanguage } from '../../platform/i18n.ts'
import { restOutbox } from '../../platform/outbox.ts'
import type { Door } from '../../platform/viewer.ts'
import { plantMember, viewerOf } from '../communities/index.ts'
import { listTopics, plantPerson } from '../people/index.ts'
import type { Demonstration } from './demonstration.ts'
import type { DemonstrationPerson } from './demonstration-person.ts'
import { type Moments, readMoments } from './moments.ts'
import { nowEvents } from './now-events.ts'
import { eventsOf } from './query-events.ts'
import { need, type Stage } from './stage.ts'
import { yearEvents } from './year-events.ts'

/** Two working days: on a Monday at dawn the letters of Thursday and Friday. */
const LETTERS_KEPT_SINCE = '-2 00:00'

/**
 * Plays the demonstration through the same actions that members use, at the times the files name: what stands there
 * afterwards is what would stand there. Letters older than two working days are not sent any more.
 */
export async function playDemonstration(
  db: Kysely<Tables>,
  demonstration: Demonstration,
  communities: Map<string, Id>,
  clocks: Clock[],
) {
  const moments = await readMoments(db)
  const stage = await setStage(db, demonstration, communities, moments)
  const events = [
    ...demonstration.queries.flatMap((query) => eventsOf(query, moments)),
    ...demonstration.years.flatMap((year) => yearEvents(year, moments)),
    ...nowEvents(demonstration.now, moments),
  ].sort((one, other) => one.at.getTime() - other.at.getTime())
  const comeBack = await rememberTime(db)
  try {
    for (const event of events) {
      await passTime(db, clocks, event.at)
      await inLanguage('en', () => event.act(stage))
    }
    await passTime(db, clocks, await comeBack())
  } finally {
    await comeBack()
  }
  await restOutbox(db, moments.at(LETTERS_KEPT_SINCE))
}

/** Lets everything come due at its own time on the way. */
async function passTime(db: Kysely<Tables>, clocks: Clock[], until: Date) {
  for (let due = await nextDue(db, until); due; due = await nextDue(db, until)) {
    await setTime(db, due)
    await workClocks(db, clocks)
  }
  await setTime(db, until)
}

async function nextDue(db: Kysely<Tables>, until: Date): Promise<Date | undefined> {
  const row = await db
    .selectFrom('clock')
    .select('due_at')
    .where('worked_at', 'is', null)
    .where('leased_until', 'is', null)
    .where('due_at', '<=', until)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

async function setStage(
  db: Kysely<Tables>,
  demonstration: Demonstration,
  communities: Map<string, Id>,
  moments: Moments,
): Promise<Stage> {
  const people = await plantEverybody(db, demonstration, communities, moments)
  const topics = new Map((await listTopics(db)).map(({ key, id }) => [key, id]))
  const viewer = async (handle: string, door: Door) => {
    const found = await viewerOf(db, need(people, handle), door)
    if (!found) throw new Error(`${handle} is not in the demonstration`)
    return found
  }
  return { db, communities, people, queries: new Map(), items: new Map(), topics, moments, viewer }
}

async function plantEverybody(
  db: Kysely<Tables>,
  { people, community }: Demonstration,
  communities: Map<string, Id>,
  moments: Moments,
) {
  const planted = new Map<string, Id>()
  for (const person of people) {
    const { address, second_address, since } = person
    const addresses = [address, second_address].filter((one): one is string => Boolean(one))
    const id = await plantPerson(db, { ...person, addresses, since: moments.day(since) })
    planted.set(person.handle, id)
    for (const one of person.state === 'active' ? homesOf(person, community) : []) {
      await plantMember(db, {
        ...{ person_id: id, community_id: need(communities, one.community), class: person.class },
        ...{ delivery: one.delivery, since: moments.at(`${one.since} 10:00`), roles: one.roles },
      })
    }
  }
  return planted
}

/** Where she lives, with her roles, and where else she is a member. */
function homesOf({ home, delivery, since, roles, also }: DemonstrationPerson, community: string) {
  const others: { community: string; delivery: typeof delivery; since: number }[] = also
  return [{ community: home ?? community, delivery, since, roles }, ...others.map((one) => ({ ...one, roles: [] }))]
}
