import type { Hono } from 'hono'
import { type Env, listRoutes } from '../../src/platform/http.ts'

/** Files, fragments, what leads elsewhere, and mails as their own programs show them. */
const NO_PAGES = [
  /^\/posts\/:key$|^\/files|\/library\/:key\/files|:file\{|\.csv$|\.yaml$|\/network\/logo|\/html$|\/attachments\//,
  /\/similar$|\/mentions$|\/suggestions$|\/news$|^\/m\/:message$|^\/styleguide|^\/sign-in\/provider/,
]

/** The routes whose answer is a page that a person opens. */
export function listPageRoutes(web: Hono<Env>): string[] {
  const pages = listRoutes(web).filter(
    ({ method, path }) => method === 'GET' && !NO_PAGES.some((one) => one.test(path)),
  )
  return pages.map(({ path }) => path)
}

/** Whether an address is one of this route's. A name stands for one part of it, unless another route has that very word there. */
export function isOf(route: string, path: string): boolean {
  const parts = route.replace(/\/$/, '').replace(/:(\w+)/g, '(?!(?:new|held|similar|elsewhere|add)(?:/|$))[^/]+')
  return new RegExp(`^${parts || '/'}$`).test(path.split('?')[0] ?? '')
}
