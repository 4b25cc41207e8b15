import { config } from '../../../platform/config.ts'
import type { Ctx } from '../../../platform/http.ts'
import { localPath } from '../sign-in/next.ts'

const PAGE = '/me/second-factor'

/** Where she proves her second factor, and is then led to what she wanted: the page, or the one whose form she sent. */
export function proofPath(c: Ctx): string {
  const wanted = c.req.method === 'GET' ? c.req.url : (c.req.header('referer') ?? '')
  return pageWith(pathIn(wanted))
}

export function pageWith(next: string | null | undefined): string {
  const path = localPath(next ?? undefined)
  return path && !path.startsWith(PAGE) ? `${PAGE}?next=${encodeURIComponent(path)}` : PAGE
}

/** The path of a page of ours. */
export function pathIn(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { host, pathname, search } = new URL(address)
  return host === new URL(config().BASE_URL).host ? pathname + search : null
}
