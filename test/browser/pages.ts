import { lookAroundToken, makeFirstRunToken, plantDemonstration } from '../../src/modules/blueprints/index.ts'
import { viewerOf } from '../../src/modules/communities/index.ts'
import { makeSignInLink, openSession } from '../../src/modules/people/index.ts'
import { setTime } from '../../src/platform/clocks.ts'
import { sql } from '../../src/platform/db.ts'
import { stopToken } from '../../src/platform/mail/tokens.ts'
import type { Viewer } from '../../src/platform/viewer.ts'
import { type Actor, hiddenFields, openEmptyWorld } from '../world.ts'
import { by, groundPages } from './ground.ts'

type World = Awaited<ReturnType<typeof openEmptyWorld>>

/** Whom a page is looked at by, and where it stands. */
export type Visit = { actor: Actor | null; path: string }

const NORTH = '/communities/north'

/** A Tuesday, so that the ground is the same whenever it is opened. */
const AT = new Date('2026-03-03T10:00:00+05:30')

/** The demonstration, brought to where each page of the program has something to show. */
export async function openDemonstration(): Promise<{ world: World; visits: Visit[] }> {
  const world = await openEmptyWorld()
  return { world, visits: await plantVisits(world).catch((error) => world.close().then(() => Promise.reject(error))) }
}

async function plantVisits(world: World): Promise<Visit[]> {
  await setTime(world.db, AT)
  await plantDemonstration(world.db)
  const actors = await signInCast(world)
  const paths = await moveOn(world, actors)
  await world.work()
  const ground = await groundPages(world, actors)
  return [...deskPages(actors, paths), ...(await memberPages(world, actors, paths)), ...ground]
}

type Actors = Awaited<ReturnType<typeof signInCast>>

async function signInCast({ db }: World) {
  const actor = async (name: string): Promise<Actor> => {
    const { id, key, address } = await db
      .selectFrom('person')
      .innerJoin('address', 'address.person_id', 'person.id')
      .select(['person.id', 'person.key', 'address.address'])
      .where('person.name', 'like', `${name} %`)
      .orderBy('address.id')
      .executeTakeFirstOrThrow()
    const cookie = `copse=${await openSession(db, id, 'test')}`
    return { id, key, name, address, cookie, viewer: async () => (await viewerOf(db, id, 'page')) as Viewer }
  }
  return {
    meenakshi: await actor('Meenakshi'),
    nusrat: await actor('Nusrat'),
    satbir: await actor('Satbir'),
    shazia: await actor('Shazia'),
    hema: await actor('Hema'),
    ravneet: await actor('Ravneet'),
    manoj: await actor('Manoj'),
    asked: await actor(await nameOfAsker(db)),
  }
}

/** Who asked the query that is published. */
async function nameOfAsker(db: World['db']): Promise<string> {
  const found = db.selectFrom('query').innerJoin('person', 'person.id', 'asker_id').select('name')
  return (await found.where('query.state', '=', 'published').executeTakeFirstOrThrow()).name.split(' ')[0] ?? ''
}

type Paths = Awaited<ReturnType<typeof moveOn>>

/** One query goes to its asker’s look, another is offered a reply; somebody is invited, something talked of and held. */
async function moveOn(world: World, { meenakshi, shazia, manoj }: Actors) {
  const path = async (word: string) => `${NORTH}/queries/${await keyOf(world, word)}`
  const [water, hills] = [await path('water committees'), await path('disaster preparedness')]
  const [principals, kilns] = [await path('school principals'), await path('brick-kiln')]
  const press = async (by: Actor, page: string, action: string, fields: Record<string, string> = {}) => {
    const { status } = await world.submit(by, page, action, fields)
    if (status !== 303) throw new Error(`${action} answered ${status}`)
  }
  await press(meenakshi, `${principals}/compile`, `${principals}/compile/start`)
  const words = { take: 'p2-1:theme-new', 'new-summary': 'Pay the days together [2].' }
  await press(meenakshi, `${principals}/compile`, `${principals}/compile`, words)
  const name = { 'theme-1': 'Days together', 'theme-seen-1': '' }
  await press(meenakshi, `${principals}/compile`, `${principals}/compile`, name)
  await press(meenakshi, `${principals}/compile`, `${principals}/review/start`)
  const { id } = await world.db
    .selectFrom('item')
    .innerJoin('slug', 'slug.community_id', 'item.community_id')
    .select('item.id')
    .where('slug', '=', 'north')
    .executeTakeFirstOrThrow()
  const form = hiddenFields(await world.page(meenakshi, `${hills}/shape`), `${hills}/shape`)
  await world.send(meenakshi, `${hills}/archive-offer`, { ...form, item_id: `${id}` })
  await press(meenakshi, `${NORTH}/invitation`, `${NORTH}/invitation`, { name: 'Ira', address: 'ira@example.org' })
  await press(shazia, `${NORTH}/talk`, `${NORTH}/talk`, { title: 'Winter camps', body: 'Who comes along?' })
  await world.mail(manoj, 'north@copse.test', 'Snow', 'Which roads close first?')
  await sql`update inbound_mail set state = 'held', reason = 'unproven'`.execute(world.db)
  return { water, hills, principals, kilns, boundary: await path('settle a boundary') }
}

async function keyOf({ db }: World, word: string): Promise<string> {
  const found = db.selectFrom('query').select('key').where('title', 'like', `%${word}%`)
  return (await found.executeTakeFirstOrThrow()).key
}

function deskPages({ meenakshi }: Actors, { water, hills, principals, kilns }: Paths): Visit[] {
  const ofWater = ['compile', 'preview', 'publication'].map((page) => `${water}/${page}`)
  const others = [`${hills}/shape`, kilns, `${kilns}/nudges`, `${principals}/publication`, ...ofWater]
  const desk = ['desk', 'invitation', 'held', 'members'].map((page) => `${NORTH}/${page}`)
  return ['/today', NORTH, ...desk, ...others].map((path) => ({ actor: meenakshi, path }))
}

async function memberPages(world: World, actors: Actors, { water, hills, principals, kilns, boundary }: Paths) {
  const { db } = world
  const { nusrat, satbir, shazia, hema, ravneet, manoj, asked } = actors
  const item = await db
    .selectFrom('item')
    .innerJoin('slug', 'slug.community_id', 'item.community_id')
    .select(['item.id', 'item.key'])
    .where('slug', '=', 'north')
    .executeTakeFirstOrThrow()
  const talk = await db
    .selectFrom('thread')
    .innerJoin('slug', 'slug.community_id', 'thread.community_id')
    .select('key')
    .where('kind', '=', 'talk')
    .where('slug', '=', 'north')
    .executeTakeFirstOrThrow()
  const letter = await db
    .selectFrom('mailbox')
    .select('id')
    .where('to_address', '=', nusrat.address)
    .executeTakeFirstOrThrow()
  const library = [`${NORTH}/library`, `${NORTH}/library/${item.key}`]
  const asking = [`${NORTH}/queries`, `${NORTH}/queries/new`, `${NORTH}/queries/answered/${item.id}`]
  const own = ['/me', '/me/mail', `/people/${shazia.key}`, '/communities', '/search?q=watter+comittees', '/styleguide']
  const talks = [`${NORTH}/talk`, `${NORTH}/talk/${talk.key}`]
  return [
    ...by(shazia, '/today', NORTH, kilns, ...asking, ...library, ...talks, ...own),
    ...by(nusrat, `${boundary}/agreement`, '/mailbox', '/mailbox/new', `/mailbox/${letter.id}`),
    ...by(hema, '/today', kilns, library[1] ?? ''),
    ...by(satbir, `${kilns}/withdrawal`),
    ...by(ravneet, `${principals}/review`),
    ...by(manoj, `${hills}/archive`),
    ...by(asked, `${water}/use`),
    ...by(null, '/', '/communities', NORTH, '/search', '/no-such-page', ...(await linkPages(world, actors))),
  ]
}

/** What only a link leads to: out of the terminal or out of a mail. */
async function linkPages(world: World, { shazia, nusrat }: Actors): Promise<string[]> {
  const { db } = world
  const answer = await world.submit(null, '/sign-in', '/sign-in', { address: shazia.address })
  const link = await makeSignInLink(db, shazia.address)
  const invitation = await db.selectFrom('invitation').select('key').orderBy('id', 'desc').executeTakeFirstOrThrow()
  const { id } = await db
    .selectFrom('community')
    .select('id')
    .where('short_name', '=', 'North')
    .executeTakeFirstOrThrow()
  return [
    '/sign-in',
    answer.headers.get('location') ?? '',
    new URL(link).pathname,
    `/invitations/${invitation.key}`,
    `/stop/${stopToken(nusrat.id, id)}`,
    await confirmPath(world, 'ira@example.org'),
    `/look-around/${lookAroundToken()}`,
    `/first/${await makeFirstRunToken(db)}`,
  ]
}

/** The link that somebody gets whose invitation was answered from an address that nobody knows. */
async function confirmPath(world: World, address: string): Promise<string> {
  const { replyTo } = await world.lastMailTo(address)
  await world.mail('elsewhere@example.net', replyTo, 'Re: invitation', 'Yes')
  await world.work()
  const { text } = await world.lastMailTo(address)
  return /(\/mail\/held\/\w+)/.exec(text)?.[1] ?? ''
}
