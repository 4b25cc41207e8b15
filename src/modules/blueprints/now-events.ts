import { appoint, askToJoin, findCommunity, findCommunityById, startGroup } from '../communities/index.ts'
import { beginCollection, beginStarter, findCollection, keepThing, thingAt } from '../library/index.ts'
import {
  answerConnection,
  askConnection,
  findPerson,
  listAreaNames,
  matchArea,
  recordPosting,
} from '../people/index.ts'
import type { Moments } from './moments.ts'
import type { Now } from './now.ts'
import { type Event, need, type Stage } from './stage.ts'

/** Who asks to come in, begins a group, has a new posting, keeps something: each through its own action. */
export function nowEvents(now: Now, moments: Moments): Event[] {
  const each = <T extends { at: string }>(
    all: T[],
    act: (stage: Stage, one: T, moments: Moments) => Promise<unknown>,
  ) => all.map((one): Event => ({ at: moments.at(one.at), act: (stage) => act(stage, one, moments) }))
  return [
    ...each(now.applications, playApplication),
    ...each(now.groups, playGroup),
    ...each(now.roles, playRole),
    ...each(now.postings, playPosting),
    ...each(now.connections, playConnection),
    ...each(now.connections.flatMap(agreedOf), playAgreement),
    ...each(now.starters, playStarter),
    ...each(now.collections, playCollection),
  ]
}

const once = undefined

async function playApplication(stage: Stage, { by, community }: Now['applications'][number]) {
  const viewer = await stage.viewer(by, 'page')
  await askToJoin(stage.db, viewer, await communityOf(stage, community), { class: 'internal', answers: [], once })
}

async function playGroup(stage: Stage, { by, joined, community, opened, ...start }: Now['groups'][number]) {
  const slug = await startGroup(stage.db, await stage.viewer(by, 'page'), {
    ...{ ...start, address: start.name.toLowerCase().replaceAll(' ', '-'), regions: [community, ...opened] },
    ...{ ends_on: null, suitability: null, parent: null, once },
  })
  const group = await findCommunity(stage.db, slug)
  for (const handle of joined)
    await askToJoin(stage.db, await stage.viewer(handle, 'page'), group, { class: 'internal', answers: [], once })
}

async function playRole(stage: Stage, { by, to, community, role, ends }: Now['roles'][number], moments: Moments) {
  const viewer = await stage.viewer(by, 'page')
  const term = { person_id: need(stage.people, to), role, ends_on: moments.day(ends), duties: [], once }
  await appoint(stage.db, viewer, await communityOf(stage, community), term)
}

async function playPosting(stage: Stage, { by, at, area, ...work }: Now['postings'][number], moments: Moments) {
  const viewer = await stage.viewer(by, 'page')
  const place = matchArea(await listAreaNames(stage.db), area)
  const since = moments.day(Number(at.split(' ')[0]))
  await stage.db
    .transaction()
    .execute((tx) =>
      recordPosting(tx, viewer, need(stage.people, by), { ...work, area_id: place?.id ?? null, since }, 'self'),
    )
}

async function playConnection(stage: Stage, { by, to, line }: Now['connections'][number]) {
  const viewer = await stage.viewer(by, 'page')
  await askConnection(stage.db, viewer, await personOf(stage, by, to), { line, once })
}

function agreedOf({ by, to, agreed }: Now['connections'][number]) {
  return agreed ? [{ by, to, at: agreed }] : []
}

async function playAgreement(stage: Stage, { by, to }: { by: string; to: string; at: string }) {
  await answerConnection(stage.db, await stage.viewer(to, 'mail'), need(stage.people, by), { answer: 'yes', once })
}

async function playStarter(stage: Stage, { by, community, title, things, people }: Now['starters'][number]) {
  const viewer = await stage.viewer(by, 'page')
  const key = await beginStarter(stage.db, viewer, need(stage.communities, community), { title })
  const known = await Promise.all(people.map(async (handle) => `/people/${(await personOf(stage, by, handle)).key}`))
  await keepAll(stage, by, key, [...things.map((thing) => need(stage.items, thing)), ...known])
}

async function playCollection(stage: Stage, { by, title, note, things }: Now['collections'][number]) {
  const key = await beginCollection(stage.db, await stage.viewer(by, 'page'), { title, note })
  await keepAll(
    stage,
    by,
    key,
    things.map((thing) => need(stage.items, thing)),
  )
}

async function keepAll(stage: Stage, by: string, key: string, addresses: string[]) {
  const viewer = await stage.viewer(by, 'page')
  const collection = await findCollection(stage.db, viewer, key)
  for (const address of addresses)
    await keepThing(stage.db, viewer, collection, { thing: await thingAt(stage.db, viewer, address) })
}

async function personOf(stage: Stage, by: string, handle: string) {
  const { person } = await stage.viewer(handle, 'page')
  return findPerson(stage.db, await stage.viewer(by, 'page'), person?.key ?? '')
}

function communityOf(stage: Stage, key: string) {
  return findCommunityById(stage.db, need(stage.communities, key))
}
