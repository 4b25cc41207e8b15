import { serve } from '@hono/node-server'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser } from '../support/chromium.ts'
import type { openEmptyWorld } from '../world.ts'

type World = Awaited<ReturnType<typeof openEmptyWorld>>

export type Shown = Awaited<ReturnType<typeof showWorld>>

/** The pages of a world on a port of their own, and a browser that opens them; close both before the world. */
export async function showWorld(world: World) {
  const browser = await launchBrowser()
  const server = serve({ fetch: (request) => world.web.fetch(asOurs(request)), port: 0 })
  const { port } = server.address() as { port: number }
  return {
    browser,
    origin: `http://localhost:${port}`,
    async close() {
      await browser.close()
      server.close()
    },
  }
}

/** The browser comes by that port; the program knows itself by the name it is set up with. */
function asOurs(request: Request): Request {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers(request.headers)
  headers.set('host', 'copse.test')
  if (headers.has('origin')) headers.set('origin', 'http://copse.test')
  const body = request.method === 'GET' ? {} : { body: request.body, duplex: 'half' }
  const init = { method: request.method, headers, ...body } as RequestInit
  return new Request(`http://copse.test${pathname}${search}`, init)
}

/** A browser's visit, signed in where there is a cookie. */
export async function visit(
  browser: Browser,
  cookie: string | null,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en', ...options })
  context.setDefaultTimeout(60_000)
  const [name = '', value = ''] = cookie?.split('=') ?? []
  if (cookie) await context.addCookies([{ name, value, domain: 'localhost', path: '/' }])
  return context
}

/** Presses what is named so and waits for the page that follows, whether it is loaded or put in this one's place. */
export async function press(page: Page, name: string | RegExp, role: 'button' | 'link' = 'button') {
  await page.locator('body').evaluate((body) => body.classList.add('before'))
  await page.getByRole(role, { name }).first().click()
  await page.locator('body:not(.before) main').waitFor()
}

/** The words of a page, or of a part of it, as they are seen. */
export async function textOf(page: Page, part = 'main'): Promise<string> {
  return (await page.locator(part).allInnerTexts()).join(' ').replace(/\s+/g, ' ')
}
