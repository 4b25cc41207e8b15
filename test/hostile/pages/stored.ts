import { listRoutes } from '../../../src/platform/http.ts'
import { type Crawler, listKeys, type Route } from '../../leaks/routes.ts'
import { addressesOf } from '../known.ts'
import type { LaidStage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { listPayloads } from './corpora.ts'
import { type Deal, type Filling, fillAll, MARK } from './fill.ts'
import { type Opened, openTab, type Tab } from './opening.ts'

/** So many payloads come to stand in each column in one pass, shared out among its rows. */
const A_PASS = 250

/** Payloads in every text column of every row, and every page opened in a browser: nothing runs, nothing could. */
export const storedScripts: Trial<LaidStage> = {
  name: 'ASVS 1.2.1, 3.4.3: scripts in every text column run on no page',
  async run(stage, attempt) {
    const { payloads, sources } = listPayloads()
    expect(attempt, payloads.length >= 1000, `there are ${payloads.length} payloads`)
    const filling: Filling = { pairs: new Set(), columns: new Set() }
    const seen = { columns: new Set<string>(), pages: 0 }
    const deal = dealer(payloads.length)
    const passes = stage.short ? 1 : Math.ceil(payloads.length / A_PASS) + 1
    for (let pass = 0; pass < passes; pass++) {
      await fillAll(stage.world.db, payloads, deal, filling)
      await openAll(stage, attempt, seen)
    }
    const reached = [...filling.pairs].filter((pair) => seen.columns.has(pair.split(' ')[0] ?? '')).length
    attempt.figure('payloads', `${payloads.length} (${sources.join(', ')})`)
    attempt.figure('payloads × columns put into the database', filling.pairs.size)
    attempt.figure('of them in columns that stood on a page that was opened', reached)
    attempt.figure('text columns and documents filled, seen on a page', `${filling.columns.size}, ${seen.columns.size}`)
    attempt.figure('pages opened in Chromium', seen.pages)
  },
}

/** Each column goes through all payloads in its own order, as many at a time as its rows are few. */
export function dealer(count: number): Deal {
  const at = new Map<string, number>()
  return (column, rows) => {
    const many = Math.max(1, Math.min(A_PASS, Math.ceil(A_PASS / rows)))
    const from = at.get(column) ?? (column.length * 7919) % count
    at.set(column, (from + many) % count)
    return Array.from({ length: many }, (_, nth) => (from + nth) % count)
  }
}

type Seen = { columns: Set<string>; pages: number }

async function openAll(stage: LaidStage, attempt: Attempt, seen: Seen) {
  const { world, ground, short } = stage
  const keys = await listKeys(world)
  const readers: Crawler[] = [
    { name: 'coordinator', actor: ground.ana, communities: ['north'], desk: ['north'] },
    { name: 'administrator', actor: ground.ned, communities: ['network'], desk: [], keepsNetwork: true },
    { name: 'asker', actor: ground.ben, communities: ['north'], desk: [] },
    { name: 'visitor', actor: null, communities: [], desk: [] },
  ]
  const shown = await stage.shown()
  for (const reader of readers) {
    const addresses = addressesFor(listRoutes(world.web) as Route[], reader, keys, short ? 2 : 4)
    const tabs = await Promise.all([1, 2].map(() => openTab(world, shown, reader.actor)))
    await Promise.all(tabs.map((tab) => openEach(tab, addresses, { attempt, seen })))
  }
}

/** What only the keeper may see is the keeper’s to open; what all see is opened once by each kind. */
function addressesFor(
  routes: Route[],
  reader: Crawler,
  keys: Parameters<typeof addressesOf>[1],
  most: number,
): string[] {
  const wanted = routes.filter(({ method, path, who }) => {
    if (method !== 'GET' || /pdf|csv|news$|styleguide|yaml/.test(path)) return false
    if (reader.keepsNetwork) return who === 'administrator' || /^\/(network|today)/.test(path)
    if (reader.name === 'visitor') return who === 'anyone'
    return reader.name === 'asker'
      ? who === 'asker' || /^\/(me|mailbox|today|search|collections)/.test(path)
      : who !== 'administrator'
  })
  const all = wanted.flatMap(({ path }) => addressesOf(path, keys, reader, most))
  return all
    .filter((address) => !address.startsWith('/communities/south'))
    .concat(['/search?q=water', '/search?q=pumps+script'])
}

export async function openEach(tab: Tab, addresses: string[], { attempt, seen }: { attempt: Attempt; seen: Seen }) {
  for (let address = addresses.shift(); address !== undefined; address = addresses.shift()) {
    const opened = await tab
      .open(address)
      .catch((error): Opened => ({ status: 0, html: '', wrong: [`did not open: ${error.message}`] }))
    if (!opened) continue
    if (opened.shown) seen.pages++
    for (const [, column = ''] of opened.html.matchAll(new RegExp(`${MARK}([a-z_.]+)${MARK}`, 'g')))
      seen.columns.add(column)
    expect(attempt, opened.status < 500, `${address}: ${opened.status}`)
    for (const what of new Set(opened.wrong)) attempt.wrong(`${address.replace(/[0-9a-z]{16}/g, ':key')} ${what}`)
  }
  await tab.close()
}
