import { sql } from '../../src/platform/db.ts'
import { listRoutes } from '../../src/platform/http.ts'
import type { World } from '../world.ts'
import { maySee } from './expected.ts'
import { fieldsOf } from './forms.ts'
import { type Asked, look } from './look.ts'
import { mayPost } from './may-post.ts'
import { addressesOf, type Crawler, type Keys, lookerOf, NoRecipe, type Route } from './routes.ts'
import { misspelled } from './words.ts'

/** The routes of a method that the harness knows how to ask; each of the others is a finding. */
export function knownRoutes({ world, crawl }: Asked, keys: Keys, isWanted: (method: string) => boolean): Route[] {
  const nobody = { name: 'anonymous', actor: null, communities: [], desk: [] }
  return (listRoutes(world.web) as Route[]).filter(({ method, path }) => {
    if (!isWanted(method)) return false
    try {
      addressesOf(path, keys, nobody, 1)
      return method === 'GET' || fieldsOf(path)
    } catch (error) {
      if (!(error instanceof NoRecipe)) throw error
      crawl.findings.push({ what: 'no recipe', where: `${method} ${path}`, who: 'test/leaks/routes.ts', column: '' })
      return false
    }
  })
}

/** GET of every route with real keys of both communities in its parameters. */
export async function crawlPages(asked: Asked, crawlers: Crawler[], keys: Keys, most: number) {
  const routes = knownRoutes(asked, keys, (method) => method === 'GET')
  for (const crawler of crawlers) {
    for (const { path } of routes) {
      for (const address of addressesOf(path, keys, crawler, most)) {
        await look(asked, crawler, address)
      }
    }
  }
}

const REFUSED = [401, 403, 404, 409, 422]

/** POST of every route by those who may not: refused, and nothing is changed. */
export async function crawlForms(asked: Asked, crawlers: Crawler[], keys: Keys, most: number) {
  const routes = knownRoutes(asked, keys, (method) => method !== 'GET')
  const tokens = new Map<Crawler, string>()
  for (const crawler of crawlers) tokens.set(crawler, await csrfOf(asked.world, crawler))
  let before = await fingerprint(asked.world)
  for (const route of routes) {
    const fields = fieldsOf(route.path)
    for (const crawler of crawlers) {
      for (const address of addressesOf(route.path, keys, crawler, most)) {
        if (!mayPost(route, address, crawler, keys))
          await tryForm(asked, crawler, address, { ...fields, csrf: tokens.get(crawler) ?? '' })
        else if (!route.crossSite && !/^\/(sign-in|invitations|first|look-around)/.test(route.path))
          await tryForm(asked, crawler, address, { ...fields, csrf: 'forged' })
      }
    }
    const after = await fingerprint(asked.world)
    const changed = Object.keys(after).filter((table) => after[table] !== before[table])
    for (const column of changed)
      asked.crawl.findings.push({
        what: 'changed by a form that was refused',
        where: route.path,
        who: 'somebody',
        column,
      })
    before = after
  }
}

async function tryForm(asked: Asked, crawler: Crawler, address: string, fields: Record<string, string>) {
  const init = {
    method: 'POST',
    body: new URLSearchParams({ ...fields, once: crypto.randomUUID() }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }
  const { status, location } = await look(asked, crawler, address, init)
  const isSentToProve = status === 303 && /^\/(sign-in|me\/second-factor)/.test(location)
  if (isSentToProve || REFUSED.includes(status)) return
  asked.crawl.findings.push({
    what: `not refused (${status})`,
    where: `POST ${address}`,
    who: crawler.name,
    column: '',
  })
}

async function csrfOf(world: World, { actor, session }: Crawler): Promise<string> {
  const isIn = actor && session?.id !== null
  const page = await world.page(actor, isIn ? '/me' : '/sign-in')
  return /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
}

/** Every row of every table, as one number for each; without what every visit may change. */
export async function fingerprint({ db }: Pick<World, 'db'>): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname <> all(array['session', 'rate_count', 'search_word', 'sign_in', 'passkey_challenge', 'provider_try', 'break_glass_page'])`.execute(
    db,
  )
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from "${name}" t`,
  )
  const { rows } = await sql.raw<{ name: string; sum: string }>(parts.join(' union all ')).execute(db)
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}

/** Every canary is searched for: what may not be found looks like what is not there, spelled rightly or not. */
export async function crawlSearch(asked: Asked, crawlers: Crawler[], words: string[]) {
  const nothing = 'zqzzzzzzzzzzq'
  for (const crawler of crawlers) {
    const empty = await look(asked, crawler, `/search?q=${nothing}`)
    const community = crawler.communities[0]
    for (const word of words) {
      const { text } = await look(asked, crawler, `/search?q=${word}`)
      await look(asked, crawler, `/search?q=${misspelled(word)}`)
      await look(asked, crawler, `/search/suggestions?q=${word.slice(0, -1)}`)
      if (community) await look(asked, crawler, `/communities/${community}/queries/similar?q=${word}`)
      const canary = asked.expected.canaries.get(word)
      const told = differing(plain(text, word), plain(empty.text, nothing))
      if (canary && !maySee(asked.expected, canary, lookerOf(crawler)) && told !== null) {
        const column = [...canary.columns].join(' ')
        asked.crawl.findings.push({
          what: `search tells that ${word} exists by “${told}”`,
          where: `GET /search?q=${word}`,
          who: crawler.name,
          column,
        })
      }
    }
  }
}

/** The page without what differs each time. */
function plain(page: string, word: string): string {
  return page.replaceAll(word, '').replace(/name="(once|csrf)" value="[^"]*"/g, '')
}

/** Where the first page begins to differ from the second, with what stands around it; nothing where it does not. */
function differing(one: string, other: string): string | null {
  if (one === other) return null
  const at = one.split('').findIndex((letter, place) => letter !== other[place])
  return one.slice(Math.max(0, at - 20), at + 60).replace(/\s+/g, ' ')
}
