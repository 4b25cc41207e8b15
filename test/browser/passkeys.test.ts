import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { config } from '../../src/platform/config.ts'
import { sql } from '../../src/platform/db.ts'
import { launchBrowser } from '../support/chromium.ts'
import { openWorld, type World } from '../world.ts'
import { textOf, visit } from './serving.ts'

let world: World
let browser: Browser
let server: ReturnType<typeof serve>
let origin: string
before(
  async () => {
    world = await openWorld()
    server = await new Promise((resolve) => {
      const listening = serve({ fetch: world.web.fetch, port: 0, hostname: 'localhost' }, () => resolve(listening))
    })
    origin = `http://localhost:${(server.address() as { port: number }).port}`
    config().BASE_URL = origin
    browser = await launchBrowser()
  },
  { timeout: 240_000 },
)
after(async () => {
  await browser?.close()
  server?.close()
  await world?.close()
})

/** A page whose machine has a phone-like keeper of passkeys, which always says yes. */
async function withDevice(cookie: string | null): Promise<{ page: Page; device: CDPSession; id: string }> {
  const page = await (await visit(browser, cookie)).newPage()
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return { page, device, id: authenticatorId }
}

const LIMIT = { timeout: 240_000 }

test('on her own page an officer adds a passkey, and the next time it signs her in without a mail', LIMIT, async () => {
  const { page, device, id } = await withDevice(world.ben.cookie)
  await page.goto(`${origin}/me/sign-in`)
  assert.equal(await page.getByLabel('Name of this device').inputValue(), 'Chrome on Linux')
  await page.getByLabel('Name of this device').fill('Office computer')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('Office computer').first().waitFor()
  assert.match(await textOf(page), /Saved\..*Office computer.*Added/)
  assert.equal((await device.send('WebAuthn.getCredentials', { authenticatorId: id })).credentials.length, 1)

  await page.context().clearCookies()
  await page.goto(`${origin}/sign-in?next=/communities/north`)
  await page
    .getByRole('heading', { name: 'North' })
    .or(page.getByRole('button', { name: 'Sign in with a passkey' }))
    .first()
    .waitFor()
  const button = page.getByRole('button', { name: 'Sign in with a passkey' })
  if (await button.isVisible()) await button.click().catch(() => {})
  // The address of the door ends with the same words.
  await page.waitForURL(({ pathname }) => pathname === '/communities/north')
  assert.match(await textOf(page, 'header'), /Ben/)
})

test('a device that cannot show who holds it adds nothing, and the page says so', LIMIT, async () => {
  const { page, device, id } = await withDevice(world.cho.cookie)
  await device.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false })
  await page.goto(`${origin}/me/sign-in`)

  await page.getByRole('button', { name: 'Add a passkey' }).click()

  await page.getByText('Your device gave no passkey. Nothing was changed.').waitFor()
  await page.reload()
  assert.doesNotMatch(await textOf(page), /Added/)
})

test('without script the page says what to do instead, and the mailed code signs in', LIMIT, async () => {
  const context = await visit(browser, world.dee.cookie, { javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${origin}/me/sign-in`)
  assert.match(await textOf(page), /This browser cannot add a passkey\. The mailed code signs you in all the same\./)
  assert.equal(await page.getByRole('button', { name: 'Add a passkey' }).isVisible(), false)

  await context.clearCookies()
  await page.goto(`${origin}/sign-in`)
  assert.equal(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible(), false)
  await page.getByLabel('Your mail address').fill(world.dee.address)
  await page.getByRole('button', { name: 'Mail me a code' }).click()
  await page.getByLabel('Code from the mail').waitFor()
  await world.work()
  const code = /^\d{6}/.exec((await world.lastMailTo(world.dee)).subject)?.[0] ?? ''
  await page.getByLabel('Code from the mail').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/today')
})

test(
  'ASVS 7.5.1: long after she came in her passkey shows that it is she, and what she typed stays',
  LIMIT,
  async () => {
    const { page } = await withDevice(world.dee.cookie)
    await page.goto(`${origin}/me/sign-in`)
    await page.getByLabel('Name of this device').fill('First key')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('First key').first().waitFor()
    await sql`update session set proven_at = null, created_at = created_at - interval '1 hour' where person_id = ${world.dee.id}`.execute(
      world.db,
    )

    await page.goto(`${origin}/me/sign-in`)
    await page.getByLabel('Name of this device').fill('Key of the office')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('heading', { name: 'Show that it is you' }).waitFor()
    await page.getByRole('button', { name: 'Use a passkey' }).click()

    await page.getByRole('heading', { name: 'How you sign in' }).waitFor()
    assert.equal(await page.getByLabel('Name of this device').inputValue(), 'Key of the office')
    assert.equal(await page.getByRole('alert').count(), 0)
    await page.getByRole('button', { name: 'Remove: First key' }).click()
    await page.waitForURL(/\?removed$/)
    await page.context().close()
  },
)
