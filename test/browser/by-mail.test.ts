import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { choose, digestsOf } from '../../src/modules/notices/builders.ts'
import { openSession } from '../../src/modules/people/index.ts'
import { monday, pass, postQuery, setMoment, shape } from '../../src/modules/queries/builders.ts'
import { type Actor, openWorld, type World } from '../world.ts'
import { type Shown, showWorld, textOf, visit } from './serving.ts'

/** A busy officer who reads and writes mail alone: what she did by it is done, and no page waits for her. */
const LIMIT = { timeout: 240_000 }
const ADDRESS = 'lila@example.org'

let world: World
let shown: Shown
let lila: Actor
before(async () => {
  world = await openWorld()
  await setMoment(world, monday)
  await world.db.updateTable('community').set({ posting_budget: 9 }).execute()
  shown = await showWorld(world)
}, LIMIT)
after(async () => {
  await shown?.close()
  await world?.close()
})

async function pageOf({ cookie }: Actor, path: string): Promise<Page> {
  const page = await (await visit(shown.browser, cookie)).newPage()
  await page.goto(`${shown.origin}${path}`)
  return page
}

const letters = async (subject: RegExp) => (await world.mailsTo(ADDRESS)).filter((one) => subject.test(one.subject))
const letter = async (subject: RegExp) => {
  const found = (await letters(subject)).at(-1)
  if (!found) throw new Error(`No ${subject} but ${(await world.mailsTo(ADDRESS)).map((one) => one.subject)}`)
  return found
}
const responses = async () =>
  (await world.db.selectFrom('post').select(['body', 'author_id']).orderBy('id').execute())
    .filter(({ author_id }) => author_id === lila.id)
    .map(({ body }) => body)

test('a colleague invites her by name; YES is all it takes', LIMIT, async () => {
  const page = await pageOf(world.ben, '/communities/north/invitation')
  await page.getByLabel('Name').first().fill('Lila')
  await page
    .getByLabel(/address/i)
    .first()
    .fill(ADDRESS)
  await page.getByLabel(/why/i).first().fill('You kept forty tanks clean.')
  await page.getByRole('button', { name: /Invite|Send/ }).click()
  await page.waitForURL((url) => url.search !== '')
  await world.work()

  const invitation = await letter(/./)
  assert.match(invitation.headers, /^From: .*Ben/m)
  assert.match(invitation.text, /You kept forty tanks clean/)
  lila = { ...world.gus, name: 'Lila', address: ADDRESS, cookie: '' }
  await world.reply(lila, 'YES', invitation)
  await world.work()
  const { person_id } = await world.db
    .selectFrom('address')
    .select('person_id')
    .where('address', '=', ADDRESS)
    .executeTakeFirstOrThrow()
  lila = { ...lila, id: person_id, cookie: `copse=${await openSession(world.db, person_id, 'test')}` }
})

test('a sentence on what is on her desk chooses her topics', LIMIT, async () => {
  const welcome = await letter(/Welcome/)
  assert.match(welcome.text, /What problem is on your desk this month\?/)
  await world.reply(lila, 'The water tanks in our schools stand empty since May.', welcome)
  await world.work()

  assert.match((await letter(/Your topics/)).text, /Water.*Schools|Schools.*Water/s)
})

test(
  'next morning one mail of at most 60 kB holds the question in full; three lines answer it, a word takes them back',
  LIMIT,
  async () => {
    await choose(world, lila, 'digest')
    await postQuery(world, world.cho, { title: 'Who cleans the school tanks?', topics: ['1'] })
    await setMoment(world, '2026-03-03T07:10:00+05:30')
    await world.work()

    const [digest, ...more] = await digestsOf(world, lila)
    assert.deepEqual(more, [])
    assert.ok((digest?.raw.length ?? 0) < 60_000)
    assert.match(digest?.text ?? '', /Who cleans the school tanks\?.*Committees meet for two years and then stop\./s)
    const to = /mailto:([^\s?]+)/.exec(digest?.text ?? '')?.[1] ?? ''
    await world.mail(lila, to, `Re: ${digest?.subject}`, 'The parents do.\n\n-- \nLila\n+91 98765 43210')
    await world.work()
    await world.reply(lila, 'undo', await letter(/Taken in/))
    await pass(world)
    assert.deepEqual(await responses(), [null])

    await world.mail(lila, to, `Re: ${digest?.subject}`, 'The parents do, each first Saturday.')
    await pass(world)
    assert.deepEqual(await responses(), [null, 'The parents do, each first Saturday.'])
    const page = await pageOf(world.dee, '/communities/north/queries')
    await page.getByRole('link', { name: 'Who cleans the school tanks?' }).click()
    await page.getByText('The parents do, each first Saturday.').waitFor()
  },
)

test('she asks by mail, and OK sends her question round', LIMIT, async () => {
  await world.mail(lila, 'north@copse.test', 'How do we pay the pump operator?', 'He has had nothing since April.')
  await world.work()
  const { key } = await world.db
    .selectFrom('query')
    .select('key')
    .where('asker_id', '=', lila.id)
    .executeTakeFirstOrThrow()
  await shape(world, `/communities/north/queries/${key}`, { title: 'How do you pay a pump operator in time?' })
  await world.work()
  await world.reply(lila, 'OK', await letter(/Shall we ask it like this/))
  await pass(world)

  const { state } = await world.db.selectFrom('query').select('state').where('key', '=', key).executeTakeFirstOrThrow()
  assert.equal(state, 'gathering')
})

test('and nothing waits for her on the page', LIMIT, async () => {
  const page = await pageOf(lila, '/today')

  assert.equal(await textOf(page, 'h1'), 'Today')
  assert.match(await textOf(page), /Nothing waits for you\./)
})
