import { getCookie, setCookie } from 'hono/cookie'
import { config } from '../../platform/config.ts'
import type { Ctx } from '../../platform/http.ts'

const COOKIE = 'copse-undo'
const SECONDS = 180

/** Leaves the secret of an unattributed post with the browser that sent it, as long as it can be taken back. */
export function holdSecret(c: Ctx, secret: string | null) {
  if (!secret) return
  setCookie(c, COOKIE, [secret, ...heldSecrets(c)].slice(0, 5).join('.'), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: config().BASE_URL.startsWith('https:'),
    maxAge: SECONDS,
  })
}

export function heldSecrets(c: Ctx): string[] {
  return (getCookie(c, COOKIE) ?? '').split('.').filter((secret) => /^[\w-]{22}$/.test(secret))
}
