import { csrfToken, listRoutes } from '../../../src/platform/http.ts'
import { nobody } from '../../../src/platform/viewer.ts'
import { fingerprint } from '../../leaks/crawl.ts'
import { type Crawler, FORGED, type Keys, type Route } from '../../leaks/routes.ts'
import type { Actor } from '../../world.ts'
import { addressesOf, fieldsOf } from '../known.ts'
import type { Stage } from '../stage.ts'
import { expect, type Trial } from '../trial.ts'

type Forgery = { what: string; csrf: string[]; headers?: Record<string, string> }

/** Every form of every route, sent as a page of somebody else would have it sent: refused, and nothing is changed. */
export const forgedForms: Trial = {
  name: 'ASVS 3.5.1: forged forms are refused by every route and change nothing',
  async run(stage, attempt) {
    const { world } = stage
    const { sender, keys } = await senderOf(stage)
    const forgeries = await listForgeries(stage, sender.actor as Actor)
    const before = await fingerprint(world)
    const routes = (listRoutes(world.web) as Route[]).filter(({ method, crossSite }) => method === 'POST' && !crossSite)
    for (const [nth, { path }] of routes.entries()) {
      const [address = ''] = addressesOf(path, keys, sender, 2).slice(-1)
      const tried = stage.short ? forgeries.filter((_, at) => at % 3 === nth % 3) : forgeries
      for (const { what, csrf, headers } of tried) {
        const body = new URLSearchParams({ ...fieldsOf(path), once: crypto.randomUUID() })
        for (const token of csrf) body.append('csrf', token)
        const { status } = await world.request(sender.actor, address, { method: 'POST', body, headers })
        expect(attempt, status === 401 || status === 403, `${path}, ${what}: ${status}`)
      }
    }
    const after = await fingerprint(world)
    for (const table of Object.keys(after))
      if (before[table] !== after[table]) attempt.wrong(`${table} was changed by forged forms`)
  },
}

/** Somebody with many rights: she keeps the network and coordinates North. */
async function senderOf({ world }: Stage): Promise<{ sender: Crawler; keys: Keys }> {
  const sender: Crawler = { name: 'coordinator', actor: world.ana, communities: ['north'], desk: ['north'] }
  const made = [FORGED]
  const keys = new Proxy({ of: () => made } as unknown as Keys, {
    get: (known, name) => (name === 'of' ? known.of : made),
  })
  return { sender, keys }
}

async function listForgeries({ world }: Stage, actor: Actor): Promise<Forgery[]> {
  const tokenOf = async (one: Actor | null) =>
    /name="csrf" value="([^"]+)"/.exec(await world.page(one, one ? '/me' : '/sign-in'))?.[1] ?? ''
  const [own, other, none] = [await tokenOf(actor), await tokenOf(world.fay), csrfToken(nobody('page'))]
  return [
    { what: 'without a token', csrf: [] },
    { what: 'with an empty token', csrf: [''] },
    { what: 'with the token of somebody else', csrf: [other] },
    { what: 'with the token of nobody', csrf: [none] },
    { what: 'with a token that is cut', csrf: [own.slice(0, -1)] },
    { what: 'with two tokens', csrf: [other, own] },
    { what: 'from another site', csrf: [own], headers: { origin: 'https://evil.example' } },
    { what: 'from a site named like ours', csrf: [own], headers: { origin: 'http://copse.test.evil.example' } },
    { what: 'from another port', csrf: [own], headers: { origin: 'http://copse.test:8080' } },
    { what: 'that the browser calls cross-site', csrf: [own], headers: { 'sec-fetch-site': 'cross-site' } },
  ]
}
