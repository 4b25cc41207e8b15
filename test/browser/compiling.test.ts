import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { plantPrincipals } from '../support/closed-query.ts'
import { openWorld, type World } from '../world.ts'
import { type Shown, showWorld, visit } from './serving.ts'

/** What a practised coordinator marks in the eighteen responses: paragraph by paragraph, the key of its place. */
const PLAN: [passage: string, key: string][] = [
  ...[
    ['p1-1', 'n'],
    ['p1-2', 'w'],
    ['p1-3', '1'],
    ['p2-1', 'n'],
    ['p2-1', 'e'],
    ['p2-2', 'w'],
    ['p2-3', 'o'],
  ],
  ...[
    ['p3-1', 'd'],
    ['p3-3', 'e'],
    ['p4-0', 'n'],
    ['p4-1', '3'],
    ['p5-0', 'e'],
    ['p5-1', 'o'],
    ['p6-0', '3'],
  ],
  ...[
    ['p7-0', 'e'],
    ['p7-1', 'o'],
    ['p8-0', '3'],
    ['p9-0', '2'],
    ['p9-1', 'a'],
    ['p10-0', '3'],
    ['p10-1', 'e'],
  ],
  ...[
    ['p11-0', '1'],
    ['p12-0', 'e'],
    ['p12-1', 'o'],
    ['p12-2', 'w'],
    ['p13-0', 'a'],
    ['p14-0', '3'],
    ['p15-0', 'd'],
  ],
  ...[
    ['p16-0', '2'],
    ['p17-0', 'e'],
  ],
] as [string, string][]

const THEMES = ['What is told and not written', 'Days together, and their price', 'Who holds the thread']
const SUMMARY = [
  'Eighteen members wrote. What a principal has built lasts where somebody else has it in hand too [4, 8, 10].',
  'Days spent together carry most, and have a price: two heads against one post, until it is called induction [2, 12].',
  'Members differ on anything written: two pages in her own words help, a format fetches furniture again [1, 3].',
]

let world: World
let shown: Shown
before(async () => {
  world = await openWorld()
  shown = await showWorld(world)
})
after(async () => {
  await shown?.close()
  await world?.close()
})

async function openPage(options: { javaScriptEnabled: boolean }): Promise<Page> {
  const context = await visit(shown.browser, world.ana.cookie, { ...options, viewport: { width: 1280, height: 900 } })
  return context.newPage()
}

async function freshDraft(): Promise<string> {
  await world.db.updateTable('query').set({ state: 'withdrawn' }).execute()
  await world.db.deleteFrom('address').where('address', 'not like', '%ana@%').execute()
  const path = await plantPrincipals(world)
  await world.submit(world.ana, `${path}/compile`, `${path}/compile/start`)
  return path
}

const count = { keys: 0, typed: 0, posts: 0 }

test('eighteen responses become a reply that can be shown, by keyboard alone', async (context) => {
  const path = await freshDraft()
  const page = await openPage({ javaScriptEnabled: true })
  page.on('request', (request) => request.method() === 'POST' && count.posts++)
  await page.goto(`${shown.origin}${path}/compile`)
  const press = async (key: string) => {
    count.keys++
    await page.keyboard.press(key)
  }
  const type = async (text: string) => {
    count.typed += text.length
    await page.keyboard.type(text)
  }
  const ids = await page.$$eval('.passage', (passages) => passages.map(({ id }) => id))
  const from = performance.now()
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '')

  await page.locator(`#${ids[0]}`).focus()
  for (const id of ids) {
    if ((await focused()) !== id) await press('j')
    assert.equal(await focused(), id)
    for (const [, key] of PLAN.filter(([passage]) => passage === id)) {
      const done = page.waitForResponse(
        (answer) => answer.request().method() === 'GET' && answer.url().includes('/compile'),
      )
      await press(key)
      await done
      await page.waitForFunction((one) => document.activeElement?.id === one, id)
    }
  }
  await writeTheRest(page, press, type)
  const seconds = (performance.now() - from) / 1000

  assert.equal(await page.locator('#ask-asker button').count(), 1)
  context.diagnostic(
    `keys ${count.keys}, letters ${count.typed}, requests ${count.posts}, machine seconds ${seconds.toFixed(1)}`,
  )
  const pieces = await world.db.selectFrom('piece').select('id').where('post_id', 'is not', null).execute()
  context.diagnostic(`pieces with a source ${pieces.length}, paragraphs ${ids.length}`)
})

/** The words that are hers: the names of the themes and the summary, reached by the Tab key from the draft on. */
async function writeTheRest(page: Page, press: (key: string) => Promise<void>, type: (text: string) => Promise<void>) {
  const reach = async (name: string) => {
    for (let step = 0; step < 400; step++) {
      await press('Tab')
      if ((await page.evaluate(() => document.activeElement?.getAttribute('name'))) === name) return
    }
    assert.fail(`${name} cannot be reached by Tab`)
  }
  await reach('new-summary')
  await type(SUMMARY.join('\n\n'))
  for (const [at, heading] of THEMES.entries()) {
    await reach(`theme-${at + 1}`)
    await type(heading)
  }
  const done = page.waitForResponse(
    (answer) => answer.request().method() === 'GET' && answer.url().includes('/compile'),
  )
  await press('Enter')
  await done
  await page.waitForSelector('#ask-asker')
}

test('the same without script: each press is one form, and the page comes back to its paragraph', async (context) => {
  const path = await freshDraft()
  const page = await openPage({ javaScriptEnabled: false })
  let posts = 0
  page.on('request', (request) => request.method() === 'POST' && posts++)
  await page.goto(`${shown.origin}${path}/compile`)
  let clicks = 0
  for (const [passage, key] of PLAN) {
    const loaded = page.waitForEvent('load', { timeout: 60_000 })
    await page.locator(`#${passage} [data-key="${key}"]`).click()
    await loaded
    clicks++
    assert.equal(new URL(page.url()).hash, `#${passage}`)
  }
  await page.locator('[name="new-summary"]').fill(SUMMARY.join('\n\n'))
  for (const [at, heading] of THEMES.entries()) await page.locator(`[name="theme-${at + 1}"]`).fill(heading)
  const loaded = page.waitForEvent('load', { timeout: 60_000 })
  await page.locator('#ready button[value="save"]').click()
  await loaded

  assert.equal(await page.locator('#ask-asker button').count(), 1)
  context.diagnostic(`clicks ${clicks + 1 + 1 + THEMES.length}, forms sent ${posts}`)
})
