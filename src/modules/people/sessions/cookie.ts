import { deleteCookie, setCookie } from 'hono/cookie'
import { config } from '../../../platform/config.ts'
import type { Ctx } from '../../../platform/http.ts'
import { log } from '../../../platform/log.ts'
import { endSession, findSession, MOST_DAYS } from './sessions.ts'

/** Given at signing in and when the second factor was proven; no other answer sets it again. */
export function giveSession(c: Ctx, token: string, person = c.var.viewer.person?.id) {
  log('signed in', { route: c.req.routePath, person, ip: c.var.ip })
  setCookie(c, sessionCookie(), token, { ...guarded(), maxAge: MOST_DAYS * 24 * 3600 })
}

/** Whoever signs in anew leaves the session she sat in. */
export async function changeSession(c: Ctx, token: string) {
  if (c.var.viewer.session_id) await endSession(c.var.db, c.var.viewer.session_id)
  const session = await findSession(c.var.db, token)
  giveSession(c, token, session?.person_id)
}

export async function leaveSession(c: Ctx) {
  if (c.var.viewer.session_id) await endSession(c.var.db, c.var.viewer.session_id)
  log('signed out', { person: c.var.viewer.person?.id, ip: c.var.ip })
  deleteCookie(c, sessionCookie(), { path: '/', secure: isSecure() })
}

/** The `__Host-` prefix needs https; on a plain http address the same cookie goes without it. */
export function sessionCookie(): string {
  return guardedName('copse')
}

export function guardedName(name: string): string {
  return isSecure() ? `__Host-${name}` : name
}

/** Out of reach of scripts and of other sites. */
export function guarded() {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure() } as const
}

function isSecure() {
  return config().BASE_URL.startsWith('https:')
}
