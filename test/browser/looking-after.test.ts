import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { plantOutsider, setDoor, setQuestions } from '../../src/modules/communities/doors/builders.ts'
import { ask, monday, setMoment } from '../../src/modules/queries/builders.ts'
import { planMondays } from '../../src/modules/today/monday.ts'
import { type Actor, openWorld, type World } from '../world.ts'
import { press, type Shown, showWorld, textOf, visit } from './serving.ts'

/** A coordinator with two hours a week: what is due comes to her, and each thing is one act. */
const LIMIT = { timeout: 240_000 }
const NORTH = '/communities/north'

let world: World
let shown: Shown
let page: Page
let newcomer: Actor
before(async () => {
  world = await openWorld()
  await setMoment(world, monday)
  await planMondays(world.db)
  await world.db.updateTable('community').set({ created_at: monday }).execute()
  await setDoor(world, 'open')
  newcomer = await plantOutsider(world)
  await world.submit(newcomer, `${NORTH}/membership`, `${NORTH}/membership`)
  await ask(world, world.ben)
  await world.work()
  shown = await showWorld(world)
  page = await (await visit(shown.browser, world.ana.cookie)).newPage()
}, LIMIT)
after(async () => {
  await shown?.close()
  await world?.close()
})

const go = (path: string) => page.goto(`${shown.origin}${path}`)
const text = () => textOf(page)

test('on Monday she reads of at most three things that wait', LIMIT, async () => {
  await setMoment(world, '2026-03-09T07:10:00+05:30')
  await world.work()

  const note = (await world.mailsTo(world.ana)).filter(({ subject }) => /^This week/.test(subject)).at(-1)
  const acts = note?.text.match(/^http:\S+$/gm) ?? []
  assert.match(note?.text ?? '', /To shape:.*newcomer of North not greeted/s)
  assert.ok(acts.length >= 2 && acts.length <= 4, `${acts}`)
})

test('from Today she greets a newcomer by one press', LIMIT, async () => {
  await go('/today')
  await press(page, /newcomer of North not greeted/, 'link')
  await press(page, 'Send it')
  await world.work()

  assert.match((await world.lastMailTo(newcomer)).subject, /Ana greets you in North/)
  await go('/today')
  assert.doesNotMatch(await text(), /not greeted/)
})

test('a request to join is answered by YES as a reply', LIMIT, async () => {
  await setDoor(world, 'ask')
  await setQuestions(world, ['Which question brings you?'])
  const one = await plantOutsider(world)
  const asking = await (await visit(shown.browser, one.cookie)).newPage()
  await asking.goto(`${shown.origin}${NORTH}/membership`)
  await asking.getByLabel('Which question brings you?').fill('Tanks that leak.')
  await asking
    .getByRole('button', { name: /ask|send|join/i })
    .last()
    .click()
  await asking.getByText(/waits for an answer/).waitFor()
  await world.work()

  const letter = await world.lastMailTo(world.ana)
  assert.match(letter.text, /Tanks that leak\./)
  await world.reply(world.ana, 'YES', letter)
  await world.work()

  await asking.goto(`${shown.origin}${NORTH}/talk`)
  assert.match(await textOf(asking, 'h1'), /Talk in North/)
})

test('an interest group is begun with two fields, and is there at once', LIMIT, async () => {
  await go('/communities/new')
  await page.getByLabel('Name').fill('Rain and roofs')
  await page.getByLabel('What it is for, in a sentence').fill('To keep school roofs dry in the monsoon.')
  await press(page, 'Begin it')

  assert.match(await text(), /To keep school roofs dry in the monsoon\./)
  await go('/communities')
  assert.match(await text(), /Rain and roofs/)
})

test('a facilitator is named with a term, and hears of it', LIMIT, async () => {
  await go(`${NORTH}/roles`)
  await page.getByText('Name somebody for a role').click()
  await page.locator('#appoint-who').fill('ben@example.org')
  await page.getByLabel('Role', { exact: true }).selectOption('facilitator')
  await page.getByLabel('Last day of the term').fill('2026-12-31')
  await press(page, 'Give the role')
  await world.work()

  assert.match(await text(), /Facilitator.*Ben.*31 Dec/)
  assert.match((await world.lastMailTo(world.ben)).subject, /You are named for North: Facilitator/)
})

test('the path for newcomers is set from the page of the community', LIMIT, async () => {
  await go(NORTH)
  await press(page, 'Choose what newcomers see first')
  await page.locator('[name="address"]').fill(`/people/${world.ben.key}`)
  await press(page, 'Put it in')

  const newPage = await (await visit(shown.browser, newcomer.cookie)).newPage()
  await newPage.goto(`${shown.origin}${NORTH}`)
  assert.match(await textOf(newPage), /Start here[\s\S]*Ben/)
})

test('a rhythm that is missed shows on Today, and no mail scolds', LIMIT, async () => {
  await go(`${NORTH}/charter`)
  await page.locator('[name="purpose"]').fill('We keep the north.')
  await page.locator('[name="rhythm_days"]').fill('14')
  await press(page, 'Save')
  await setMoment(world, '2026-04-20T09:00:00+05:30')
  await world.work()

  await go('/today')
  assert.match(await text(), /North has been quiet for longer than its rhythm of 14 days/)
  const subjects = (await world.mailsTo(world.ana)).map(({ subject }) => subject)
  assert.deepEqual(
    subjects.filter((subject) => /quiet|rhythm/.test(subject)),
    [],
  )
})
