import { config } from '../../../platform/config.ts'
import { seal } from '../../../platform/secret.ts'
import { mailedCode } from '../mailed-code.ts'

/** Nobody can guess it, and some mail servers let a letter wait for a quarter of an hour. */
export const LINK_MINUTES = 30

export const codeOf = (key: string) => mailedCode('sign-in code', key)

export function linkOf(key: string): string {
  return `${config().BASE_URL}/sign-in/${key}/${tokenOf(key)}`
}

export function tokenOf(key: string): string {
  return seal('sign-in link', key).toString('base64url').slice(0, 32)
}
