import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { pass } from '../../src/modules/queries/builders.ts'
import { openWorld, type World } from '../world.ts'
import { press, type Shown, showWorld, textOf, visit } from './serving.ts'

/** A member with a phone of 360 px and no script: everything is a page and a form. */
const LIMIT = { timeout: 240_000 }
const NORTH = '/communities/north'

let world: World
let shown: Shown
let page: Page
before(async () => {
  world = await openWorld()
  await world.db.updateTable('community').set({ joining: 'open' }).where('id', '=', world.north.id).execute()
  shown = await showWorld(world)
  const context = await visit(shown.browser, world.fay.cookie, { javaScriptEnabled: false })
  page = await context.newPage()
  await page.setViewportSize({ width: 360, height: 740 })
}, LIMIT)
after(async () => {
  await shown?.close()
  await world?.close()
})

const go = (path: string) => page.goto(`${shown.origin}${path}`)
const text = () => textOf(page)

/** Taps on what is named so; the page that follows is no wider than the phone. */
async function tap(name: string | RegExp, role: 'button' | 'link' = 'button') {
  await press(page, name, role)
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, `too wide after ${name}`)
}

test('she finds a community by the menu and joins it by one press, with its norms beside it', LIMIT, async () => {
  await go('/today')
  await tap('All communities', 'link')
  await tap('North', 'link')
  await tap('Join', 'link')
  await tap(/join$/i)

  assert.match(page.url(), /\/communities\/north/)
  await go(`${NORTH}/talk`)
  assert.match(await text(), /Nothing has been said here yet/)
})

test(
  'she keeps half a thought as a draft, goes on with it, asks a colleague by name, and changes her words',
  LIMIT,
  async () => {
    await page.getByText('Say something new').click()
    await page.getByLabel('What it is about').fill('Tanks on the school roof')
    await page.getByRole('textbox', { name: /contribution|words|say/i }).fill('Who cleans')
    await tap('Keep as draft')
    await go('/me/drafts')
    await tap(/Tanks on the school roof/, 'link')
    await page.locator('textarea[name="body"]').fill('Who cleans them? @Ben knows.')
    await tap('Send')
    assert.match(await text(), /Tanks on the school roof.*Who cleans them/)
    await tap('Edit', 'link')
    await page.locator('textarea[name="body"]').fill('Who cleans them, and how often? @Ben knows.')
    await tap(/Save|Send/)
    assert.match(await text(), /Who cleans them, and how often\?/)
    await pass(world)

    assert.match((await world.lastMailTo(world.ben)).text, /and how often\?/)
  },
)

test('she keeps a bookmark with a note, and it stands among her bookmarks', LIMIT, async () => {
  await page.reload()
  await tap('Bookmark', 'link')
  await page.locator('[name="note"]').fill('For the monsoon plan.')
  await tap(/Keep|Save/)
  await go('/me/bookmarks')

  assert.match(await text(), /Tanks on the school roof.*For the monsoon plan\./)
})

test('a word spelled wrong finds the talk, and the directory the colleague', LIMIT, async () => {
  await go('/search?q=tankks')
  await tap('tanks', 'link')
  assert.match(await text(), /Tanks on the school roof/)

  await tap('People', 'link')
  await page.getByLabel('Name').fill('Cho')
  await tap('Find')
  await tap('Cho', 'link')
  assert.equal(await textOf(page, 'h1'), 'Cho')
})

test('she adds what helped her to the library, and keeps it in a collection of her own', LIMIT, async () => {
  await go(`${NORTH}/library/add`)
  await page.locator('[name="title"]').fill('A list for cleaning tanks')
  await page.locator('select[name="kind"]').selectOption('document')
  await page.locator('[name="why"]').fill('It fits one page.')
  await page.locator('[name="body"]').fill('Empty, scrub, rinse, fill.')
  await tap('Add it')
  assert.match(await text(), /A list for cleaning tanks/)
  await page.getByText('Keep in a collection').first().click()
  await page.getByLabel('Name of a new collection').fill('For the monsoon')
  await tap('Keep it')

  await go('/me/collections')
  await tap('For the monsoon', 'link')
  assert.match(await text(), /A list for cleaning tanks/)
})
