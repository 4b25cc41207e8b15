import type { Next } from 'hono'
import { config } from './platform/config.ts'
import type { Ctx } from './platform/http.ts'

const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** What every answer carries, on its own headers: `c.header` would make the whole answer anew for each. */
export async function secure(c: Ctx, next: Next) {
  await next()
  const { headers } = c.res
  headers.set('Content-Security-Policy', policyOf(headers.get('Content-Security-Policy')))
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'same-origin')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  // What one person may see is kept by no browser: the next at that machine could go back to it.
  if (!headers.has('Cache-Control'))
    headers.set('Cache-Control', c.var.viewer?.person ? 'private, no-store' : 'private, no-cache')
  headers.set('X-Robots-Tag', 'noindex')
  if (config().BASE_URL.startsWith('https:'))
    headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
}

/** A file or a letter has a narrower one of its own; what `default-src` does not speak of is said there too. */
function policyOf(own: string | null): string {
  if (!own) return policy
  const missing = ["base-uri 'none'", "frame-ancestors 'none'"].filter(
    (part) => !own.includes(part.split(' ')[0] ?? ''),
  )
  return [own, ...missing].join('; ')
}
