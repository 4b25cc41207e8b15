import type { Next } from 'hono'
import { routePath } from 'hono/route'
import type { Ctx } from './platform/http.ts'
import { log } from './platform/log.ts'

/** Where somebody proves who she is: all that is refused there is noted, a wrong code too. */
const DOORS = /^\/(sign-in|me\/(second-factor|proof))\b/

/**
 * A line for whoever keeps the instance: what was refused, by its route, never by its key. Who asked is noted where she
 * was not let in; of a form that broke off it is not, since in some rooms nothing may tell who writes.
 */
export async function noteRefusals(c: Ctx, next: Next) {
  await next()
  const { status } = c.res
  const route = routePath(c, -1)
  const isDoor = DOORS.test(route)
  if (route === '/*' || status >= 500 || !(isDoor ? status >= 400 : [401, 403, 404, 413, 421].includes(status))) return
  const isKept = isDoor || status === 403 || status === 404
  const { viewer, ip } = c.var
  log('refused', { status, method: c.req.method, route, ...(isKept && { person: viewer?.person?.id ?? null, ip }) })
}
