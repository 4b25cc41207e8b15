import { oneOf } from '../support/harness-options.ts'
import { knownRoutes } from './crawl.ts'
import { type Asked, look } from './look.ts'
import { addressesOf, type Crawler, type Keys } from './routes.ts'

/** Goes on asking for whatever there is as whoever there is, chosen by the seed, until so many minutes have passed. */
export async function wander(asked: Asked, crawlers: Crawler[], keys: Keys, minutes: number) {
  const until = performance.now() + minutes * 60_000
  const routes = knownRoutes(asked, keys, (method) => method === 'GET')
  while (performance.now() < until) {
    const crawler = oneOf(crawlers)
    const addresses = addressesOf(oneOf(routes).path, keys, crawler, Number.POSITIVE_INFINITY)
    if (addresses.length > 0) await look(asked, crawler, oneOf(addresses))
  }
}
