import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, CDPSession } from 'playwright-core'
import { launchBrowser } from '../support/chromium.ts'
import { type App, startCopse } from './app.ts'
import type { Visit as Visited } from './report/kept.ts'

type Visit = { name: string; path: string }
type Weighed = Visit & Visited & { title: string }

/** What a browser fetches for a first view of each page, with nothing kept, and for one more page after it. */
export async function benchVisit() {
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  try {
    const app = await startCopse({ args: ['--demo'], env: { COPSE_DATA: folder }, within: 120_000 })
    ends.unshift(app.stop)
    const browser = await launchBrowser()
    ends.unshift(() => browser.close())
    const weighed = await weighAll(browser, app)
    const kept: Visited[] = weighed.map(({ name, requests, bytes, streams }) => ({ name, requests, bytes, streams }))
    return { kept, lines: report(weighed) }
  } finally {
    for (const end of ends) await end()
  }
}

async function weighAll(browser: Browser, app: App): Promise<Weighed[]> {
  const { state, visits } = await lookAround(browser, app)
  const weighed = [await weighOne(await browser.newContext(), app, { name: 'landing page', path: '/' })]
  for (const visit of visits) {
    weighed.push(await weighOne(await browser.newContext({ storageState: state }), app, visit))
  }
  const later = await browser.newContext({ storageState: state })
  const [first, second] = visits
  if (first) await (await later.newPage()).goto(app.origin + first.path, { waitUntil: 'networkidle', timeout: 20_000 })
  weighed.push(await weighOne(later, app, { name: 'a later page', path: (second ?? first)?.path ?? '/' }))
  return weighed
}

/** Signs in as the demonstration lets everybody, and finds a query and an item of the library there. */
async function lookAround(browser: Browser, { origin, lines }: App) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const door = /\/look-around\/\S+/.exec(lines.join(''))?.[0] ?? '/'
  await page.goto(origin + door, { timeout: 20_000 })
  const button = page.locator('main form button').first()
  if (await button.count())
    await Promise.all([page.waitForURL(/\/(?!look-around)/, { timeout: 20_000 }), button.click()])
  await page.waitForLoadState('networkidle', { timeout: 20_000 })
  const visits: Visit[] = []
  for (const [name, folder] of [
    ['page of a query', 'queries'],
    ['item of the library', 'library'],
  ] as const) {
    await page.goto(`${origin}/communities/north/${folder}`, { timeout: 20_000 })
    const path = await page
      .locator(`main a[href*="/${folder}/"]`)
      .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
    const found = path.find((one) => /\/(queries|library)\/[0-9a-z]{16}$/.test(one))
    if (found) visits.push({ name, path: found })
  }
  const state = await context.storageState()
  await context.close()
  return { state, visits }
}

/** What a page needs to stand; the line on which it then hears what is new is told apart. Bytes as the network carried them: heads and compressed bodies, counted by the browser itself. */
async function weighOne(context: BrowserContext, { origin }: App, visit: Visit): Promise<Weighed> {
  const page = await context.newPage()
  const tally = await count(await context.newCDPSession(page))
  await page.goto(origin + visit.path, { waitUntil: 'networkidle', timeout: 20_000 })
  const title = await page.title()
  await context.close()
  return { ...visit, ...tally, title }
}

async function count(session: CDPSession) {
  const tally = { requests: 0, bytes: 0, streams: 0 }
  const cached = new Set<string>()
  const streams = new Set<string>()
  session.on('Network.requestWillBeSent', ({ requestId, type }) => {
    if (type !== 'EventSource' || streams.has(requestId)) return
    streams.add(requestId)
    tally.streams += 1
  })
  session.on('Network.requestServedFromCache', ({ requestId }) => cached.add(requestId))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (cached.has(requestId) || streams.has(requestId) || encodedDataLength === 0) return
    tally.requests += 1
    tally.bytes += encodedDataLength
  })
  await session.send('Network.enable')
  return tally
}

function report(weighed: Weighed[]): string[] {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
  return [
    'The demonstration in Chromium; bytes as they went over the wire, heads included.',
    '',
    '| | requests | kB | lines held open |',
    '| --- | ---: | ---: | ---: |',
    ...weighed.map(({ name, title, requests, bytes, streams }) => {
      return `| ${name}: ${title} | ${requests} | ${kilobytes(bytes)} | ${streams} |`
    }),
    '',
    'Aims: a first visit at most 5 requests and 60 kB, a later page at most 20 kB.',
  ]
}
