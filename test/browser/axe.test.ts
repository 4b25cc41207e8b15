import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { isOf, listPageRoutes } from './page-routes.ts'
import { openDemonstration, type Visit } from './pages.ts'
import { type Shown, showWorld, visit } from './serving.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const LIMIT = { timeout: 600_000 }
/** The rules whose findings may differ with colours and width. */
const OF_THE_LOOK = [
  'color-contrast',
  'target-size',
  'link-in-text-block',
  'scrollable-region-focusable',
  'link-name',
  'button-name',
]
const MOST_REQUESTS = 5
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

let demonstration: Awaited<ReturnType<typeof openDemonstration>>
let shown: Shown
before(async () => {
  demonstration = await openDemonstration()
  shown = await showWorld(demonstration.world)
}, LIMIT)
after(async () => {
  await shown?.close()
  await demonstration?.world.close()
})

test('there is a visit for every page of the program', () => {
  const missing = listPageRoutes(demonstration.world.web).filter(
    (route) => !demonstration.visits.some(({ path }) => isOf(route, path)),
  )
  assert.deepEqual(missing, [])
})

describe('every page is whole: no finding of axe, one h1, few requests, our policy, no word beyond the edge', {
  concurrency: 2,
}, () => {
  test('for the desk', LIMIT, () => lookAtAll(({ actor }) => actor?.name === 'Meenakshi'))
  test('for members and visitors', LIMIT, () => lookAtAll(({ actor }) => actor?.name !== 'Meenakshi'))
})

async function lookAtAll(isWanted: (visit: Visit) => boolean) {
  const pages = new Map<string, Page>()
  const faults: string[] = []
  for (const { actor, path } of demonstration.visits.filter(isWanted)) {
    const name = actor?.name ?? 'a visitor'
    const page = pages.get(name) ?? (await (await visit(shown.browser, actor?.cookie ?? null)).newPage())
    pages.set(name, page)
    for (const fault of await lookAt(page, path)) faults.push(`${path} for ${name}: ${fault}`)
  }
  assert.ok(pages.size > 0)
  assert.deepEqual(faults, [])
}

async function lookAt(page: Page, path: string): Promise<string[]> {
  const said: string[] = []
  const requests: string[] = []
  page.removeAllListeners()
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  page.on('request', (request) => {
    const isFirst = !request.redirectedFrom() && request.resourceType() !== 'eventsource'
    if (isFirst) requests.push(request.url())
  })
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  const answer = await page.goto(`${shown.origin}${path}`)
  const wanted = path === '/no-such-page' ? 404 : 200
  return [
    ...(answer?.status() === wanted ? [] : [`status ${answer?.status()}`]),
    ...(answer?.headers()['content-security-policy'] === POLICY ? [] : ['another policy']),
    ...(await lookThrough(page)),
    ...said.filter((words) => wanted === 200 || !words.includes('404')),
    ...(requests.length <= MOST_REQUESTS ? [] : [`${requests.length} requests: ${requests}`]),
  ]
}

/** Wide and light, then as a phone and dark, then at the narrowest. */
async function lookThrough(page: Page): Promise<string[]> {
  const headings = await page.locator('h1').count()
  await page.evaluate(axe)
  const wide = await findingsOf(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 360, height: 740 })
  const narrow = await findingsOf(page, OF_THE_LOOK)
  await page.setViewportSize({ width: 320, height: 640 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  return [
    ...(headings === 1 ? [] : [`${headings} h1`]),
    ...wide.map((finding) => `light and wide: ${finding}`),
    ...narrow.map((finding) => `dark and narrow: ${finding}`),
    ...(width <= 320 ? [] : [`${width} px wide at 320`]),
  ]
}

type Axe = { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }

async function findingsOf(page: Page, runOnly?: string[]): Promise<string[]> {
  const violations = await page.evaluate(async (rules) => {
    const { run } = (window as unknown as { axe: Axe }).axe
    return (await run({ resultTypes: ['violations'], preload: false, ...(rules && { runOnly: rules }) })).violations
  }, runOnly)
  return violations.map(({ id, nodes }) => `${id} (${nodes.length}) ${nodes[0]?.html.slice(0, 160)}`)
}
