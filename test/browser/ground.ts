import { ask, newest } from '../../src/modules/communities/break-glass/builders.ts'
import { bringIn, fileOf, written } from '../../src/modules/exchange/mbox/builders.ts'
import { openSession } from '../../src/modules/people/index.ts'
import { setUpApp } from '../../src/modules/people/second-factor/builders.ts'
import { sql } from '../../src/platform/db.ts'
import { muteToken } from '../../src/platform/mail/tokens.ts'
import { type Actor, hiddenFields, type openEmptyWorld, plantMember, plantPerson, plantRole } from '../world.ts'
import type { Visit } from './pages.ts'

type World = Awaited<ReturnType<typeof openEmptyWorld>>
type Cast = Record<'meenakshi' | 'shazia' | 'nusrat' | 'satbir', Actor>

const NORTH = '/communities/north'

/** What a network has beside its queries, each with something to show: doors, groups, files of people, moves, things kept. */
export async function groundPages(world: World, cast: Cast): Promise<Visit[]> {
  const keeper = await plantKeeper(world, 'Indu')
  const { keeper: second } = await setUpApp(world as never, await plantKeeper(world, 'Jaya'))
  return [
    ...(await doorPages(world, cast, keeper)),
    ...(await keeperPages(world, keeper)),
    ...(await proofPages(world, [keeper, second])),
    ...(await glassPages(world, [keeper, second])),
    ...(await growthPages(world, cast)),
    ...(await ownPages(world, cast)),
    ...(await signInPages(world, cast)),
    ...(await talkPages(world, cast)),
    ...(await libraryPages(world, cast)),
    ...(await filePages(world, cast, keeper)),
  ]
}

export const by = (actor: Actor | null, ...paths: string[]): Visit[] => paths.map((path) => ({ actor, path }))

/** Presses a form of a page and gives where it leads. */
async function press(world: World, actor: Actor | null, page: string, action: string, fields = {}): Promise<string> {
  const answer = await world.submit(actor, page, action, fields)
  if (answer.status >= 400)
    throw new Error(`${action} answered ${answer.status}: ${(await answer.text()).replace(/<[^>]+>|\s+/g, ' ')}`)
  return (answer.headers.get('location') ?? '').replace(/[?#].*/, '')
}

async function one({ db }: World, query: string): Promise<string> {
  const { rows } = await sql.raw<{ one: unknown }>(query).execute(db)
  if (!rows[0]) throw new Error(`Nothing is found by ${query}`)
  return String(rows[0].one)
}

async function plantKeeper(world: World, name: string): Promise<Actor> {
  const keeper = await plantPerson(world.db, name)
  const network = Number(await one(world, 'select id as one from community where parent_id is null'))
  await plantMember(world.db, keeper.id, network)
  await plantRole(world.db, keeper.id, network, 'administrator')
  return keeper
}

/** Somebody whom nobody knows asks to come in, and a member of the network; a group is begun that ends by itself, and newcomers wait to be greeted. */
async function doorPages(world: World, { meenakshi, shazia }: Cast, keeper: Actor): Promise<Visit[]> {
  const door = `${NORTH}/membership`
  const answers = Object.fromEntries(
    [...(await world.page(null, door)).matchAll(/name="(answer-\d+)"/g)].map(([, name]) => [name, 'Tanks that leak.']),
  )
  await press(world, null, door, door, { name: 'Uma Rao', address: 'uma@example.org', ...answers })
  const key = await one(world, 'select key as one from application order by id desc limit 1')
  await press(world, keeper, door, door, answers)
  const asked = await one(world, `select key as one from application where person_id = ${keeper.id}`)
  const begun = { type: 'crisis', name: 'Flood desk', purpose: 'To pass reports of the flood on within the hour.' }
  await press(world, shazia, '/communities/new', '/communities/new', begun)
  const group = await one(
    world,
    `select slug as one from slug join community on community.id = community_id where short_name = 'Flood desk'`,
  )
  const kept = ['applications', 'questions', 'newcomers', 'roles', 'links', 'charter', 'groups', 'membership']
  return [
    ...by(null, door, `/applications/${key}`, '/network'),
    ...by(meenakshi, `${NORTH}/applications/${asked}`, ...kept.map((page) => `${NORTH}/${page}`)),
    ...by(shazia, '/communities/new', `/communities/${group}`, `/communities/${group}/review`),
  ]
}

/** A group of an interest, which may grow into a community of practice. */
async function growthPages(world: World, { shazia }: Cast): Promise<Visit[]> {
  const begun = { type: 'interest', name: 'Tanks and pumps', purpose: 'To talk of tanks and pumps.' }
  await press(world, shazia, '/communities/new', '/communities/new', begun)
  const slug = await one(
    world,
    `select slug as one from slug join community on community.id = community_id where short_name = 'Tanks and pumps'`,
  )
  return by(shazia, `/communities/${slug}/practice`)
}

async function keeperPages(world: World, keeper: Actor): Promise<Visit[]> {
  await sql`update community set convening_body = convening_body ||
    '{"policies":[{"slug":"privacy","title":{"en":"Privacy"},"body":{"en":"What is kept, and how long."}}]}'
    where parent_id is null`.execute(world.db)
  const pages = [
    'administrators',
    'calendar',
    'convening-body',
    'regions',
    'regions/IN-GA',
    'transfers',
    'imports',
    'system',
    'template',
    'policies/privacy',
  ]
  const programme = `/programmes/${await one(world, 'select key as one from programme limit 1')}/cohorts`
  return by(
    keeper,
    '/today',
    '/communities/elsewhere',
    '/network',
    programme,
    ...pages.map((page) => `/network/${page}`),
  )
}

/** A second proof that is being set up, and one that stands. */
async function proofPages(world: World, [keeper, second]: [Actor, Actor]): Promise<Visit[]> {
  const page = '/me/second-factor'
  await press(world, keeper, page, `${page}/app`)
  return [...by(keeper, page, `${page}/app`), ...by(second, page)]
}

/** One who keeps the network asks to read a closed room, and another is to agree. */
async function glassPages(world: World, [keeper, second]: [Actor, Actor]): Promise<Visit[]> {
  await ask(world as never, keeper)
  const asked = await newest(world as never)
  return [...by(keeper, '/network/break-glass', `${NORTH}/break-glass`, asked), ...by(second, asked)]
}

/** The pages of oneself: an address half proven, a move that waits, a tie that is asked for. */
async function ownPages(world: World, { shazia, nusrat }: Cast): Promise<Visit[]> {
  await press(world, shazia, '/me/addresses', '/me/addresses', { address: 'shazia.other@example.org' })
  const proof = await one(world, 'select key as one from address_proof order by id desc limit 1')
  await sql`insert into transfer (person_id, to_id, is_new_posting, designation, organisation)
    select ${shazia.id}, id, true, 'Director', 'Office of Water' from community where short_name = 'South'`.execute(
    world.db,
  )
  const programme = await one(world, 'select key as one from programme limit 1')
  const cohort = await one(world, 'select key as one from cohort limit 1')
  await press(world, shazia, '/me/data', '/me/data/erasure')
  const parts = ['name', 'work', 'service', 'topics', 'cohorts', 'languages', 'sharing', 'motives', 'posting']
  const own = [...parts, 'data', 'data/erasure', 'addresses', `addresses/${proof}`, 'transfer', 'mail/north'].map(
    (part) => `/me/${part}`,
  )
  const people = ['/people', `/people/${nusrat.key}/connection`, '/institutions', `/programmes/${programme}`]
  return by(shazia, ...own, ...people, `/cohorts/${cohort}`)
}

/** A passkey, a second browser, and a form that waits until she has shown who she is. */
async function signInPages(world: World, { shazia }: Cast): Promise<Visit[]> {
  const { db } = world
  await sql`insert into passkey (person_id, credential_id, public_key, name)
    values (${shazia.id}, 'of-a-phone', '', 'Phone')`.execute(db)
  await openSession(db, shazia.id, 'Mozilla/5.0 (Android 15) Firefox/140')
  const asked = await one(
    world,
    `insert into fresh_proof (session_id, person_id, path, fields, back, mailed_at)
      select min(id), ${shazia.id}, '/me/addresses', '{"address":"later@example.org"}', '/me/addresses', app_now()
      from session where person_id = ${shazia.id} and user_agent = 'test' returning key as one`,
  )
  return by(shazia, '/me/sign-in', '/me/sessions', `/me/proof/${asked}`)
}

/** What one began herself, changed and marked; a draft; an archive of old mails. */
async function talkPages(world: World, { meenakshi, shazia, nusrat }: Cast): Promise<Visit[]> {
  const begun = { title: 'Winter roads', body: 'Which roads close first?' }
  const thread = await press(world, shazia, `${NORTH}/talk`, `${NORTH}/talk`, begun)
  const post = await one(world, `select key as one from post where body = '${begun.body}'`)
  const edit = `/posts/${post}/edit`
  await press(world, shazia, edit, edit, { body: 'Which roads close first, and for how long?' })
  await press(world, shazia, `/posts/${post}/bookmark`, '/me/bookmarks', { note: 'For the plan.' })
  const { csrf = '' } = hiddenFields(await world.page(shazia, '/me/mail'), '/sign-out')
  await world.send(shazia, '/drafts', { csrf, place: 'north/talk', title: 'Later', body: 'Half a thought.' })
  const mails = written({ id: '1@old.example' }) + written({ id: '2@old.example', reply: '1@old.example' })
  await bringIn(world as never, fileOf(world, mails), { name: 'Wells of old' })
  const id = Number(await one(world, `select id as one from thread where key = '${thread.split('/').at(-1)}'`))
  return [
    ...by(shazia, edit, `/posts/${post}/versions`, `/posts/${post}/bookmark`, '/talk', '/me/drafts', '/me/bookmarks'),
    ...by(shazia, `${NORTH}/files`, `/m/${encodeURIComponent('2@old.example')}/whole`),
    ...by(meenakshi, thread, `${thread}/order`),
    ...by(null, `/mute/${muteToken(nusrat.id, id)}`),
  ]
}

/** An item with two versions, a collection, and the path for newcomers. */
async function libraryPages(world: World, { meenakshi, shazia }: Cast): Promise<Visit[]> {
  const library = `${NORTH}/library`
  const words = { title: 'A handpump register', kind: 'story', why: 'It helps.', body: 'We wrote each repair down.' }
  const said = { ...words, trial: 'Once.', choice: 'Paper.', wrong: 'Rain.', learned: 'Ink.' }
  const item = await press(world, shazia, `${library}/add`, library, said)
  await press(world, shazia, `${item}/change`, `${item}/change`, {
    ...said,
    why: 'It helps twice.',
    because: 'Shorter.',
  })
  const kept = { collection: '', title: 'At hand', note: 'Worth it.' }
  await press(world, shazia, item, '/me/collections/keep', kept)
  const own = `/collections/${await one(world, `select key as one from collection where title = 'At hand'`)}`
  const starter = (await world.page(meenakshi, NORTH)).includes(`action="${NORTH}/start"`)
    ? await press(world, meenakshi, NORTH, `${NORTH}/start`)
    : ''
  if (starter) await press(world, meenakshi, starter, starter.replace(/change$/, 'entries'), { address: item })
  return [
    ...by(shazia, `${library}/add`, item, `${item}/change`, `${item}/versions/1`, `${NORTH}/start`),
    ...by(shazia, '/me/collections', own, `${own}/change`),
  ]
}

/** Files of people, read and not yet confirmed. */
async function filePages(world: World, { meenakshi, satbir }: Cast, keeper: Actor): Promise<Visit[]> {
  const file = (text: string) => ({ file: new File([text], 'people.csv', { type: 'text/csv' }) })
  const invitations = `${NORTH}/invitations/files`
  const invited = file('name,address,state\nIna Negi,ina@example.org,Punjab\n,nameless@example.org,\n')
  const postings = '/network/postings'
  const posted = file(`address,state,organisation\n${satbir.address},Karnataka,Water Board\nno@example.org,Goa,\n`)
  return [
    ...by(meenakshi, invitations, await press(world, meenakshi, invitations, invitations, invited)),
    ...by(keeper, postings, await press(world, keeper, postings, postings, posted)),
  ]
}
