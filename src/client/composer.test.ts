import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page as Tab } from 'playwright-core'
import { openSite, sent } from './site-builder.tsx'

let site: Awaited<ReturnType<typeof openSite>>
let tab: Tab
before(async () => {
  site = await openSite()
})
after(() => site.close())

beforeEach(async () => {
  tab = await site.browser.newPage()
  await tab.goto(`${site.home}/compose`)
  await tab.waitForSelector('copse-read', { state: 'detached' })
  sent.length = 0
})

test('what came into view is marked as read, by the form that stands there', async () => {
  await tab.reload()
  await tab.waitForSelector('copse-read', { state: 'detached' })

  assert.deepEqual(
    sent.map(({ up_to }) => up_to),
    ['1'],
  )
})

test('a pause in typing keeps the words with the server, and the next pause goes on with the same draft', async () => {
  await tab.fill('#reply textarea', 'Begun')
  await tab.waitForFunction(() => document.querySelector('[data-reach]')?.textContent)
  await tab.fill('#reply textarea', 'Begun again')
  await tab.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=version]')?.value === '2')

  assert.deepEqual(
    sent.map(({ body, draft, version, quietly }) => [body, draft, version, quietly]),
    [
      ['Begun', '', '0', '1'],
      ['Begun again', 'kept-5', '1', '1'],
    ],
  )
  assert.equal(await tab.textContent('[data-reach]'), 'One person is told at once.')
  assert.equal(await tab.evaluate(() => Object.keys(localStorage).some((key) => key.includes('reply'))), false)
})

test('when the line drops the words stay here, and come back as a draft of their own', async () => {
  await tab.route('**/drafts', (route) => route.abort())
  await tab.fill('#reply textarea', 'In the tunnel')
  await tab.waitForTimeout(2500)
  await tab.reload()

  assert.equal(await tab.inputValue('#reply textarea'), 'In the tunnel')
  assert.equal(await tab.inputValue('[name=draft]'), '')
})

test('“@” and some letters offer members; one press writes the name', async () => {
  await tab.locator('#reply textarea').pressSequentially('Over to @an')
  await tab.click('copse-mentions button')

  assert.equal(await tab.inputValue('#reply textarea'), 'Over to @[Ana Rao] ')
  assert.equal(await tab.locator('copse-mentions button').count(), 0)
})

test('a quotation is written below what stands there, without leaving the page', async () => {
  await tab.fill('#reply textarea', 'Before it')
  await tab.click('[data-quote]')

  assert.equal(tab.url(), `${site.home}/compose`)
  assert.equal(await tab.inputValue('#reply textarea'), 'Before it\n\nAna wrote:\n> First line\n> \n> Second line\n\n')
})

test('what is new is said in a line over the page: what is read stays where it is, and words are kept', async () => {
  await tab.fill('#reply textarea', 'Half a thought')
  const top = () => tab.evaluate(() => document.querySelector('#reply')?.getBoundingClientRect().top)
  await tab.evaluate(() => document.querySelector('copse-news')?.replaceChildren())
  const before = await top()

  await tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await tab.waitForSelector('copse-news a')

  assert.equal(await top(), before)
  assert.equal(await tab.inputValue('#reply textarea'), 'Half a thought')
  assert.equal(await tab.getAttribute('copse-news a', 'href'), '/compile')
  assert.equal(await tab.textContent('copse-news[role=status]'), 'One new contribution')
})
