import { getCookie, setCookie } from 'hono/cookie'
import type { Ctx } from '../../platform/http.ts'
import { guarded, guardedName } from '../people/index.ts'

const cookie = () => guardedName('copse-undo')
const SECONDS = 180

/** Leaves the secret of an unattributed post with the browser that sent it, as long as it can be taken back. */
export function holdSecret(c: Ctx, secret: string | null) {
  if (!secret) return
  setCookie(c, cookie(), [secret, ...heldSecrets(c)].slice(0, 5).join('.'), {
    ...guarded(),
    maxAge: SECONDS,
  })
}

export function heldSecrets(c: Ctx): string[] {
  return (getCookie(c, cookie()) ?? '').split('.').filter((secret) => /^[\w-]{22}$/.test(secret))
}
