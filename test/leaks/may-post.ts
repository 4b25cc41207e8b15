import type { Crawler, Keys, Route } from './routes.ts'

/** Whether this crawler has the right to send this form, so that refusing is not to be asked for. */
export function mayPost({ path, who }: Route, address: string, crawler: Crawler, keys: Keys): boolean {
  if (!crawler.actor || crawler.session?.id === null) return who === 'anyone'
  const own = OWN.find(([fits]) => fits.test(path))
  if (own) return keys.of(own[1], crawler).includes(address.split('/')[2] ?? '')
  if (path === '/me/mail/:community') return crawler.communities.some((slug) => address.endsWith(`/${slug}`))
  if (path.startsWith('/break-glass/')) return crawler.keepsNetwork ?? false
  if (path === '/communities/new') return crawler.communities.length > 0
  if (path === '/drafts') return crawler.communities.includes('north')
  if (/^\/(me|sign-out|talk\/reading|mailbox\/new)|\/membership\/withdrawal$/.test(path) || who === 'anyone')
    return true
  return mayInCommunity({ path, who }, address, crawler, keys)
}

/** Where the thing in the address has to be hers, or near her. */
const OWN: [RegExp, Parameters<Keys['of']>[0]][] = [
  [/^\/posts\/:key\/(withdrawal|edit)$/, 'ownPost'],
  [/^\/posts\/:key\/mention$/, 'nearPost'],
  [/^\/people\/:key\/connection/, 'known'],
  [/^\/collections\/:key\//, 'ownCollection'],
  [/^\/mailbox\/:id\/reply$/, 'letter'],
]

const KEPT = /\/(applications|questions|newcomers|roles|charter|review|links|core|care|practice|invitations\/files)/

function mayInCommunity(
  { path, who }: Pick<Route, 'path' | 'who'>,
  address: string,
  crawler: Crawler,
  keys: Keys,
): boolean {
  const community = /^\/communities\/(\w+)/.exec(address)?.[1] ?? ''
  const isIn = crawler.communities.includes(community)
  if (who === 'administrator') return crawler.keepsNetwork ?? false
  if (crawler.keepsNetwork && KEPT.test(path)) return true
  if (who === 'asker') return isIn && keys.of('ownQuery', crawler).includes(address.split('/')[4] ?? '')
  if (who === 'desk' || who === 'coordinator') return crawler.desk.includes(community)
  return who === 'member' && isIn
}
