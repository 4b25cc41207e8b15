import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, beforeEach, test } from 'node:test'
import type { Page as Tab } from 'playwright-core'
import { styleguideParts } from '../ui/styleguide.tsx'
import { openSite, sent } from './site-builder.tsx'

let site: Awaited<ReturnType<typeof openSite>>
let tab: Tab
before(async () => {
  site = await openSite()
})
after(() => site.close())

beforeEach(async () => {
  sent.length = 0
  tab = await site.browser.newPage()
})

test('a form is sent without a new load, and the answered page takes the place with its title and its address', async () => {
  await tab.goto(`${site.home}/write`)
  await tab.evaluate(() => Object.assign(window, { loads: 'once' }))
  await tab.fill('textarea', 'Two weeks of overlap')
  await tab.click('text=Send')
  await tab.waitForURL(`${site.home}/thanks`)

  assert.deepEqual(
    sent.map(({ csrf, text, do: pressed }) => [csrf, text, pressed]),
    [['token', 'Two weeks of overlap', 'send']],
  )
  assert.equal(await tab.title(), 'Thank you · North')
  assert.equal(await tab.evaluate(() => document.activeElement?.tagName), 'H1')
  assert.equal(await tab.evaluate(() => (window as { loads?: string }).loads), 'once')
  await tab.goBack()
  await tab.waitForSelector('#respond')
  assert.equal(await tab.title(), 'Write · North')
})

test('when the line drops the words stay, here and after a new load, and go out once', async () => {
  await tab.goto(`${site.home}/write`)
  const once = await tab.inputValue('#respond [name=once]')
  await tab.fill('textarea', 'Written in the car')
  await tab.route('**/responses', (route) => route.abort())
  await tab.click('text=Send')

  await tab.waitForFunction(() => document.querySelector('#status')?.textContent?.startsWith('Not sent.'))
  await tab.reload()
  assert.equal(await tab.inputValue('textarea'), 'Written in the car')
  await tab.unroute('**/responses')
  await tab.click('text=Send')
  await tab.waitForURL(`${site.home}/thanks`)
  assert.deepEqual(
    sent.map(({ once, text }) => ({ once, text })),
    [{ once, text: 'Written in the car' }],
  )
  await tab.goto(`${site.home}/write`)
  assert.equal(await tab.inputValue('textarea'), '')
})

test('pressing twice sends once', async () => {
  await tab.goto(`${site.home}/write`)
  await tab.fill('textarea', 'Only once')
  await tab.evaluate(() => {
    const button = document.querySelector<HTMLButtonElement>('#respond button.primary')
    button?.click()
    button?.click()
  })
  await tab.waitForURL(`${site.home}/thanks`)

  assert.equal(sent.length, 1)
})

test('a form that was wrong comes back with its words, and the problems have the focus', async () => {
  await tab.goto(`${site.home}/write`)
  await tab.fill('textarea', 'wrong')
  await tab.click('text=Send')
  await tab.waitForSelector('[data-problems]')

  assert.equal(tab.url(), `${site.home}/write`)
  assert.equal(await tab.evaluate(() => document.activeElement?.hasAttribute('data-problems')), true)
  assert.equal(await tab.inputValue('textarea'), 'wrong')
})

test('the toolbar writes marks around what is chosen, and words are counted', async () => {
  await tab.goto(`${site.home}/write`)
  await tab.fill('textarea', 'one two three')
  await tab.evaluate(() => document.querySelector('textarea')?.setSelectionRange(4, 7))
  await tab.click('[data-md="**"]')

  assert.equal(await tab.inputValue('textarea'), 'one **two** three')
  assert.equal(await tab.textContent('copse-count'), '3 of 2 words')
  assert.equal(await tab.getAttribute('copse-count', 'class'), 'over')
})

test('while one types, what is similar appears', async () => {
  await tab.goto(`${site.home}/write`)
  await tab.fill('textarea', 'school principals')

  assert.equal(await tab.textContent('copse-similar a'), 'like school principals')
})

test('a letter presses the button of the paragraph in hand, and reading goes on there', async () => {
  await tab.goto(`${site.home}/compile`)
  await tab.keyboard.press('j')
  await tab.keyboard.press('j')
  await tab.keyboard.press('2')
  await tab.waitForSelector('text=1 taken over')

  assert.deepEqual(
    sent.map(({ take }) => take),
    ['p1:note'],
  )
  assert.equal(await tab.evaluate(() => document.activeElement?.id), 'p1')
  await tab.keyboard.press('j')
  await tab.keyboard.press('1')
  await tab.waitForSelector('text=2 taken over')
  assert.equal(sent[1]?.take, 'p2:theme')
})

test('keys pressed while the line is slow are pressed on the page that answers, each once and in their order', async () => {
  await tab.goto(`${site.home}/compile`)
  await tab.route('**/compile', (route) => setTimeout(() => route.continue(), 100))
  for (const key of ['j', '1', '1', '2', 'j', '2', '3']) await tab.keyboard.press(key)
  await tab.waitForSelector('text=4 taken over')

  assert.deepEqual(
    sent.map(({ take }) => take),
    ['p0:theme', 'p0:note', 'p1:note', 'p1:late'],
  )
  assert.equal(await tab.evaluate(() => document.activeElement?.id), 'p1')
})

test('keys find, go and help; in a field they are letters; switched off they do nothing', async () => {
  await tab.goto(`${site.home}/write`)
  await tab.keyboard.press('/')
  await tab.keyboard.type('g/?')
  assert.equal(await tab.inputValue('[data-search]'), 'g/?')

  await tab.locator('h1').focus()
  await tab.keyboard.press('?')
  await tab.click('label[for=keys-on]')
  await tab.keyboard.press('Escape')
  await tab.locator('h1').focus()
  await tab.keyboard.press('g')
  await tab.keyboard.press('c')
  assert.equal(tab.url(), `${site.home}/write`)

  await tab.click('.keys-button')
  assert.equal(await tab.isChecked('[data-keys]'), false)
  await tab.click('label[for=keys-on]')
  await tab.keyboard.press('Escape')
  await tab.locator('h1').focus()
  await tab.keyboard.press('g')
  await tab.keyboard.press('c')
  await tab.waitForURL(`${site.home}/compile`)
})

test('without script the same form goes the same way', async () => {
  const plain = await site.browser.newPage({ javaScriptEnabled: false })
  await plain.goto(`${site.home}/write`)
  await plain.fill('textarea', 'No script')
  await plain.click('text=Send')

  assert.equal(plain.url(), `${site.home}/thanks`)
  assert.equal(sent[0]?.text, 'No script')
})

test('a first view takes no more than five requests and 20 kB', async () => {
  const network = await tab.context().newCDPSession(tab)
  await network.send('Network.enable')
  let bytes = 0
  let requests = 0
  network.on('Network.requestWillBeSent', () => requests++)
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await tab.goto(`${site.home}/styleguide/query`, { waitUntil: 'networkidle' })

  assert.ok(requests <= 5, `${requests} requests`)
  assert.ok(bytes <= 20_000, `${bytes} bytes`)
})

test('no page of the style guide has a finding of axe, and none is wider than a screen of 320', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const part of styleguideParts) {
      const page = await site.browser.newPage({
        colorScheme,
        bypassCSP: true,
        viewport: { width: colorScheme === 'light' ? 1280 : 320, height: 800 },
      })
      await page.goto(`${site.home}/styleguide/${part}`)
      await page.evaluate(axe)
      const found = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
      )
      assert.deepEqual(found, [], `${part}, ${colorScheme}`)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), part)
      await page.close()
    }
  }
})
