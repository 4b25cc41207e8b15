import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { fileOf, written } from '../../src/modules/exchange/mbox/builders.ts'
import { launchBrowser } from '../support/chromium.ts'
import { type Actor, mailProgram } from '../world.ts'
import { type Running, startProgram } from './program.ts'
import { press, textOf } from './serving.ts'

/** From an empty machine to a network in which people have said yes, and a second instance out of its backup. */
const LIMIT = { timeout: 240_000 }
const folder = mkdtempSync(join(tmpdir(), 'copse-test-planting-'))

let program: Running
let browser: Browser
let page: Page
let mails: ReturnType<typeof mailProgram>
before(
  async () => {
    program = await startProgram()
    mails = mailProgram(program.db, program.mailPort)
    browser = await launchBrowser()
    page = await newPage()
    await giveDevice(page)
  },
  { timeout: 240_000 },
)
after(async () => {
  await browser?.close()
  await program?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ locale: 'en' })
  context.setDefaultTimeout(8_000)
  return context.newPage()
}

/** Her computer keeps passkeys, and knows her finger. */
async function giveDevice(of: Page) {
  const device = await of.context().newCDPSession(of)
  await device.send('WebAuthn.enable')
  const knows = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true }
  const options = { protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true, ...knows } as const
  await device.send('WebAuthn.addVirtualAuthenticator', { options })
}

const go = (path: string) => page.goto(`${program.origin}${path}`)
const text = (of = page) => textOf(of)

/** What the running worker does shows after a moment. */
async function until<Found>(find: () => Promise<Found | undefined>, what: string): Promise<Found> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await find()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`It did not come: ${what}`)
}

const letterTo = (address: string, subject = /./) =>
  until(
    async () => (await mails.mailsTo(address)).filter((one) => subject.test(one.subject)).at(-1),
    `mail of ${address}`,
  )

/** Says this to the last such letter, as a mail program does. */
async function say(address: string, words: string, subject?: RegExp) {
  const by = { name: address, address } as Actor
  await mails.reply(by, words, await letterTo(address, subject))
}

const regionsOf = async (address: string) => {
  const rows = program.db
    .selectFrom('address')
    .innerJoin('membership', 'membership.person_id', 'address.person_id')
    .innerJoin('community', 'community.id', 'membership.community_id')
    .select('short_name')
    .where('membership.state', '=', 'member')
  return (await rows.where('address', '=', address).orderBy('short_name').execute()).map((row) => row.short_name)
}

async function sendFile(path: string, lines: string[]) {
  await go(path)
  const buffer = Buffer.from(lines.join('\r\n'))
  await page.locator('input[type="file"]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await press(page, 'Look at it first')
}

test('the link from the terminal opens two doors; behind the second a network is planted', LIMIT, async () => {
  await page.goto(program.link)
  await page.locator('input[name="blueprint"][value="cop-el"]').check()
  await page.getByLabel('Your name').fill('Indu Rao')
  await page.getByLabel('Your mail address').fill('indu@example.org')
  await press(page, 'Plant it')

  assert.match(page.url(), /\/today$/)
  assert.match(await text(), /You keep the network, and have no second factor yet/)
})

test('a passkey of her computer is her second factor; she keeps ten codes, and sees what waits', LIMIT, async () => {
  await press(page, 'Set it up', 'link')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Make ten recovery codes' }).waitFor()
  await press(page, 'Make ten recovery codes')
  assert.equal(await page.locator('.codes li').count(), 10)
  await press(page, 'I have kept them. Go on', 'link')

  await go('/today')
  assert.match(await text(), /Goa/)
})

test('Goa belongs to no region until she gives it to West', LIMIT, async () => {
  await press(page, /Goa/, 'link')
  if (!page.url().endsWith('IN-GA')) await press(page, 'Choose its region', 'link')
  await page.getByLabel('Region').selectOption({ label: 'West' })
  await press(page, 'Save')

  await go('/network/regions')
  assert.doesNotMatch(await text(), /Without a region/)
  await go('/today')
  assert.doesNotMatch(await text(), /Goa/)
})

test('the convening body is hers to name, and stands on the page of the network for everybody', LIMIT, async () => {
  await go('/network/convening-body')
  await page.getByLabel('Place').fill('Mussoorie')
  await press(page, 'Save')

  const visitor = await newPage()
  await visitor.goto(`${program.origin}/network`)
  assert.match(await textOf(visitor, 'body'), /Mussoorie/)
})

test(
  'of a file of a cohort she sees line by line what would happen; each yes brings cohort and region',
  LIMIT,
  async () => {
    const people = Array.from(
      { length: 12 },
      (_, at) => `Officer ${'ABCDEFGHIJKL'[at]},officer${at}@example.org,Punjab`,
    )
    const faults = [',nameless@example.org,Punjab', 'Om,om at example,Punjab', 'Again,OFFICER3@example.org,Punjab']
    await sendFile('/communities/north/invitations/files', ['name,address,state', ...people, ...faults])
    assert.match(await text(), /To be sent 12.*With a fault 2/)
    assert.match(await text(), /The name is missing\.|That is no mail address\./)
    await press(page, 'Discard the file')

    const withCohort = people.map((line) => `${line},"CMCTP, batch of 2001"`)
    await sendFile('/communities/north/invitations/files', ['name,address,state,cohort', ...withCohort, ...faults])
    await press(page, /Send 12 invitations/)
    for (const at of [0, 1]) await say(`officer${at}@example.org`, 'YES')
    for (const at of [0, 1])
      await until(async () => (await regionsOf(`officer${at}@example.org`)).includes('North') || undefined, 'her yes')

    assert.deepEqual(await regionsOf('officer5@example.org'), [])
    const cohorts = program.db.selectFrom('cohort_person').innerJoin('cohort', 'cohort.id', 'cohort_id').select('key')
    const ofCohort = async () => (await cohorts.execute()).map(({ key }) => key).join(' ')
    await until(async () => (await ofCohort()) === 'cmctp-2001 cmctp-2001' || undefined, 'the cohort of both')
  },
)

test('a file of new postings proposes a move, and YES by mail makes it', LIMIT, async () => {
  await sendFile('/network/postings', ['address,state,organisation', 'officer0@example.org,Karnataka,Water Board'])
  await press(page, /Ask one member/)
  await say('officer0@example.org', 'YES', /South|posting|move/i)
  await until(async () => (await regionsOf('officer0@example.org')).includes('South') || undefined, 'the move')

  await go('/communities/south/members')
  assert.match(await text(), /Officer A/)
})

test('an old mailing list becomes talk of a community', LIMIT, async () => {
  const mbox = written({ id: '1@old', subject: 'Wells of 2009' }) + written({ id: '2@old', reply: '1@old' })
  await program.copse('import', 'mbox', fileOf({ folder }, mbox), '--community', 'north')

  await go('/communities/north/talk')
  assert.match(await text(), /Wells of 2009/)
})

test('out of a backup comes a second instance, which has everything and sends nothing', LIMIT, async () => {
  const backup = join(folder, 'copy')
  await program.copse('backup', backup)
  const second = await startProgram([], backup)
  try {
    const link = await second.copse('sign-in-link', 'indu@example.org')
    // Her computer's passkey came along: browsers know a site by its host, whichever its port.
    const other = page
    await other.goto(link)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.waitForURL('**/today')
    await press(other, 'Give it', 'link')
    await other.getByRole('button', { name: 'Use a passkey' }).click()
    await other.getByText('This instance was restored').waitFor()
    assert.match(await text(other), /This instance was restored and sends nothing yet/)
    await other.goto(`${second.origin}/communities/north/talk`)
    assert.match(await text(other), /Wells of 2009/)

    const count = async () => (await second.db.selectFrom('mailbox').select('id').execute()).length
    const sent = await count()
    await other.goto(`${second.origin}/communities/north/invitation`)
    await other.getByLabel('Name').first().fill('Zoya')
    await other
      .getByLabel(/address/i)
      .first()
      .fill('zoya@example.org')
    await other.getByRole('button', { name: /Invite|Send/ }).click()
    await other.waitForURL((url) => url.search !== '')
    const waits = second.db.selectFrom('outbox').select('id').where('state', '=', 'waiting')
    assert.equal((await waits.execute()).length, 1)
    await new Promise((resolve) => setTimeout(resolve, 3000))
    assert.equal(await count(), sent)
  } finally {
    await second.stop()
  }
})
