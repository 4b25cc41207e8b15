import { serve } from '@hono/node-server'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { openEmptyWorld } from '../world.ts'

type World = Awaited<ReturnType<typeof openEmptyWorld>>

/** The pages of a world on a port of their own, for a browser. */
export function serveWorld(world: World) {
  const server = serve({ fetch: (request) => world.web.fetch(asOurs(request)), port: 0 })
  const { port } = server.address() as { port: number }
  return { origin: `http://localhost:${port}`, close: () => server.close() }
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
  context.setDefaultTimeout(20_000)
  const [name = '', value = ''] = cookie?.split('=') ?? []
  if (cookie) await context.addCookies([{ name, value, domain: 'localhost', path: '/' }])
  return context
}

/** The words of a page, or of a part of it, as they are seen. */
export async function textOf(page: Page, part = 'main'): Promise<string> {
  return (await page.locator(part).allInnerTexts()).join(' ').replace(/\s+/g, ' ')
}
