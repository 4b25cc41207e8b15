import type { BrowserContext, Page, Route } from 'playwright-core'
import type { Actor, World } from '../../world.ts'
import type { Shown } from '../stage.ts'
import { readTraps, traps } from './traps.ts'

export type Opened = { status: number; html: string; wrong: string[]; shown?: boolean }
export type Answer = { status: number; headers: Headers; body: Buffer }

/** A tab whose every request is answered by the program itself; whoever asks for another host is caught. */
export type Tab = {
  page: Page
  open: (address: string, answer?: Response | Answer) => Promise<Opened | null>
  openMail: (html: string) => Promise<string[]>
  /** Reads a page as a browser does, and runs nothing of it. */
  read: (html: string) => Promise<string[]>
  close: () => Promise<void>
}

const LONGEST_MS = 30_000
const OURS = /__hit|zq[b-x]{10}q/

export async function openTab(world: World, { browser, origin }: Shown, actor: Actor | null): Promise<Tab> {
  const context = await browser.newContext({ locale: 'en', serviceWorkers: 'block' })
  await context.addInitScript(traps)
  const page = await context.newPage()
  page.setDefaultTimeout(LONGEST_MS)
  const caught: string[] = []
  let first: Answer | undefined
  listen(page, caught)
  await catchRequests(context, { origin, caught }, async (path) => {
    const answer = first ?? (await answerOf(await world.request(actor, path)))
    first = undefined
    return answer
  })
  return {
    page,
    open: async (address, given) => {
      const asked = given ?? (await world.request(actor, address, { redirect: 'manual' }))
      const answer = asked instanceof Response ? await answerOf(asked) : asked
      if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) return null
      const html = answer.body.toString()
      // Where nothing of ours stands, nothing of ours can run.
      if (!OURS.test(html)) return { status: answer.status, html, wrong: policyOf(answer.headers) }
      first = answer
      caught.length = 0
      await page.goto(`${origin}${plain(address)}`, { waitUntil: 'load' })
      const onScreen = await readTraps(page, 'page')
      await page.emulateMedia({ media: 'print' })
      const wrong = [...caught, ...policyOf(answer.headers), ...onScreen, ...(await readTraps(page, 'page'))]
      await page.emulateMedia({ media: 'screen' })
      if (new URL(page.url()).origin !== origin) wrong.push(`it went to ${page.url()}`)
      return { status: answer.status, html, wrong, shown: true }
    },
    read: async (html) => {
      if (new URL(page.url()).origin !== origin) await page.goto(`${origin}/healthz`)
      return readTraps(page, 'page', html)
    },
    openMail: async (html) => {
      caught.length = 0
      await page.goto('about:blank')
      await page.setContent(html, { waitUntil: 'load' })
      return [...caught, ...(await readTraps(page, 'mail'))]
    },
    close: () => context.close(),
  }
}

/** Where a form was sent to is opened as a page of its own; a part after # is the browser’s. */
const plain = (address: string) => address.replace(/#.*/, '')

export async function answerOf(answer: Response): Promise<Answer> {
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
}

function listen(page: Page, caught: string[]) {
  page.on('pageerror', (error) => caught.push(`a fault in the page: ${error.message}`))
  page.on('dialog', (dialog) => {
    caught.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', () => caught.push('another window'))
  page.on('download', () => caught.push('a download'))
}

type Watch = { origin: string; caught: string[] }

async function catchRequests(
  context: BrowserContext,
  { origin, caught }: Watch,
  ask: (path: string) => Promise<Answer>,
) {
  await context.route('**/*', async (route: Route) => {
    const url = route.request().url()
    if (/^(data|blob|about):/.test(url)) return route.continue()
    if (!url.startsWith(`${origin}/`)) {
      caught.push(`it asked ${url.slice(0, 80)}`)
      return route.abort()
    }
    const { status, headers, body } = await ask(url.slice(origin.length))
    return route.fulfill({ status: status === 303 ? 200 : status, headers: Object.fromEntries(headers), body })
  })
}

/** The policy that every page carries: nothing runs but what comes from us, and nothing inline. */
export function policyOf(headers: Headers): string[] {
  const policy = headers.get('content-security-policy') ?? ''
  const rules = new Map(policy.split(';').map((rule) => [rule.trim().split(/\s+/)[0] ?? '', rule.trim()]))
  const scripts = rules.get('script-src') ?? rules.get('default-src') ?? ''
  const isStrict =
    /^(script|default)-src ('self'|'none')$/.test(scripts) &&
    (/^sandbox;/.test(policy) || !/unsafe|\*|http/.test(policy))
  const isClosed =
    ["base-uri 'none'", "frame-ancestors 'none'"].every((rule) => policy.includes(rule)) || policy.includes('sandbox')
  const wrong = isStrict && isClosed ? [] : [`its policy is ${policy || 'none'}`]
  return headers.get('x-content-type-options') === 'nosniff' ? wrong : [...wrong, 'its type may be guessed']
}
