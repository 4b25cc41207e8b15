import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser } from '../support/chromium.ts'
import { type Running, startDemonstration } from './program.ts'
import { press, textOf } from './serving.ts'

let program: Running
let browser: Browser
before(
  async () => {
    program = await startDemonstration()
    browser = await launchBrowser()
  },
  { timeout: 240_000 },
)
after(async () => {
  await browser?.close()
  await program?.stop()
})

const PHONE = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }
const DESK = { viewport: { width: 1280, height: 900 } }

async function openPage(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ ...options, locale: 'en', acceptDownloads: true })
  context.setDefaultTimeout(60_000)
  return context.newPage()
}

/** Looks around as one of the invented people, by the page that the terminal names. */
async function lookAroundAs(handle: string, options: BrowserContextOptions = DESK): Promise<Page> {
  const page = await openPage(options)
  await page.goto(program.link)
  await page.locator(`#as-${handle} button`).click()
  await page.waitForURL('**/today')
  return page
}

/** The page of a planted query, by a word of its title. */
async function pathOf(word: string): Promise<string> {
  const found = program.db.selectFrom('query').select('key').where('title', 'like', `%${word}%`)
  return `${program.origin}/communities/north/queries/${(await found.executeTakeFirstOrThrow()).key}`
}

/** What the program does behind the pages (mail that comes in, letters that go out) shows after a moment. */
async function untilShown(page: Page, words: RegExp) {
  for (let tries = 0; tries < 40; tries += 1) {
    if (words.test(await textOf(page))) return
    await page.waitForTimeout(400)
    await page.reload()
  }
  assert.match(await textOf(page), words)
}

const LIMIT = { timeout: 240_000 }

test(
  'on a phone without script an officer lets her query go out, answers another and takes it back',
  LIMIT,
  async () => {
    const page = await lookAroundAs('nusrat', PHONE)
    await press(page, /^Your yes is wanted/, 'link')
    assert.match(await textOf(page), /Shall we ask it like this\?/)
    await press(page, 'OK, ask it')
    await page.goto(await pathOf('settle a boundary'))
    await untilShown(page, /Nobody has answered yet|Place 1 in the queue/)

    await page.goto(await pathOf('brick-kiln'))
    await page
      .getByLabel('Your response')
      .fill('We asked the owners to list the children on the day the wages are fixed.')
    await press(page, 'Send')
    assert.match(await textOf(page), /Only you see this so far.*list the children on the day/)
    await press(page, 'Take back')
    assert.doesNotMatch(await textOf(page), /list the children on the day/)
  },
)

test(
  'the desk shapes a query, asks by name, compiles by keyboard, and publishes with the asker’s yes',
  LIMIT,
  async () => {
    const page = await lookAroundAs('meenakshi')
    await shape(page)
    await nudge(page)
    const principals = await pathOf('school principals')
    await compile(page, principals)

    const link = await program.copse('sign-in-link', 'ravneet.brar@north.example')
    const asker = await openPage(PHONE)
    await asker.goto(link)
    await press(asker, 'Sign in')
    await press(asker, /^Have a last look at your reply/, 'link')
    await press(asker, 'OK, publish it')

    await page.goto(`${principals}/publication`)
    await press(page, 'Publish')
    await readItem(page, principals)
  },
)

async function shape(page: Page) {
  await page.goto(`${program.origin}/communities/north/desk`)
  await press(page, /disaster preparedness/, 'link')
  await page.getByLabel('Title, as a question').fill('What makes a warning reach the last hill village in time?')
  await page
    .getByLabel('Context')
    .fill('Two streams rose at night and the message reached the tehsil, not the hamlets.')
  await page.getByLabel('experiences', { exact: true }).check()
  await press(page, 'Send it to the asker')
  await page.goto(`${program.origin}/communities/north/desk`)
  assert.match(await textOf(page), /Waiting for the asker.*What makes a warning reach/)
}

async function nudge(page: Page) {
  await page.goto(`${await pathOf('brick-kiln')}/nudges`)
  const people = page.getByRole('checkbox')
  for (const one of await people.all()) await one.uncheck()
  await page.getByRole('checkbox', { name: 'Shazia Choudhary' }).check()
  await press(page, 'Ask them by name')
  await page.goto(`${await pathOf('brick-kiln')}/nudges`)
  assert.equal(await people.count(), 0)
  assert.match(await textOf(page), /Asked already Shazia Choudhary/)
}

/** From the first key to the asker’s look: two paragraphs taken over, a theme named, the summary in her own words. */
async function compile(page: Page, path: string) {
  await page.goto(`${path}/compile`)
  await press(page, 'Lay out the skeleton')
  await page.keyboard.press('j')
  for (const key of ['n', 'e']) {
    const done = page.waitForResponse((one) => one.request().method() === 'GET' && one.url().includes('/compile'))
    await page.keyboard.press(key)
    await done
    await page.waitForFunction(() => document.activeElement?.matches('.passage'))
    await page.keyboard.press('j')
  }
  await page
    .locator('[name="new-summary"]')
    .fill('What stands in writing, and what two people know, lasts longer [1, 2].')
  await page.locator('[name="theme-1"]').fill('What is written down')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#ask-asker')
  await press(page, 'Show it to the asker')
}

async function readItem(page: Page, principals: string) {
  await page.goto(principals)
  await press(page, 'Read the consolidated reply', 'link')
  assert.match(await textOf(page), /two people know, lasts longer.*What is written down/)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('.search, .crumbs, .actions, .ribbon').filter({ visible: true }).count(), 0)
  await page.emulateMedia({ media: 'screen' })
  const href = await page.getByRole('link', { name: /^PDF/ }).getAttribute('href')
  const pdf = await page.request.get(`${program.origin}${href}`)
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-')
}

test('while she types, what was answered before appears; one answers her, and nothing goes round', LIMIT, async () => {
  const page = await lookAroundAs('shazia')
  await page.goto(`${program.origin}/communities/north/queries/new`)
  await page
    .getByLabel('What problem is on your desk?')
    .pressSequentially('water committees stop meeting after two years')
  const found = page.getByRole('region', { name: 'Asked before' })
  await found.getByRole('link', { name: /village water committees alive/ }).waitFor()
  await found.getByRole('link', { name: 'This answers my question' }).first().click()
  await press(page, 'Yes, this answers it')
  assert.match(page.url(), /\/library\//)
})

test('a mail is read and answered in the built-in mailbox, and stands as a response', LIMIT, async () => {
  const page = await lookAroundAs('shazia', PHONE)
  await press(page, 'Mailbox', 'link')
  const asks = page.getByRole('link', { name: /brick-kiln/ })
  for (let tries = 0; (await asks.count()) === 0 && tries < 80; tries += 1) {
    await page.waitForTimeout(500)
    await page.reload()
  }
  await press(page, /brick-kiln/, 'link')
  await page
    .getByLabel('Your reply')
    .fill('The sarpanch keeps a register of the tents; the school copies it each Monday.')
  await press(page, 'Send')
  await page.goto(await pathOf('brick-kiln'))
  await untilShown(page, /the school copies it each Monday/)
})

test('a word spelled wrong still finds the reply', LIMIT, async () => {
  const page = await lookAroundAs('satbir', PHONE)
  await page.getByRole('searchbox', { name: 'Search' }).fill('watter comittees')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search?**')
  assert.match(await textOf(page), /village water committees alive|Did you mean/)
  if (await page.getByText('Did you mean').count()) await press(page, /water committees/, 'link')
  assert.match(await textOf(page), /village water committees alive/)
})

test('a member signs in by the code that is mailed to her', LIMIT, async () => {
  const page = await openPage(PHONE)
  await page.goto(`${program.origin}/sign-in`)
  const address = 'ravneet.brar@north.example'
  await page.getByLabel('Your mail address').fill(address)
  await press(page, 'Mail me a code')
  await page.getByLabel('Code from the mail').fill(await codeFor(address))
  await press(page, 'Sign in')
  assert.match(page.url(), /\/today$/)
})

async function codeFor(address: string): Promise<string> {
  for (let tries = 0; tries < 240; tries += 1) {
    const mails = program.db.selectFrom('mailbox').select(['subject', 'text']).where('to_address', '=', address)
    const last = await mails.orderBy('id', 'desc').executeTakeFirst()
    const [code] = /\b\d{6}\b/.exec(`${last?.subject} ${last?.text}`) ?? []
    if (code) return code
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('No mail with a code came.')
}
