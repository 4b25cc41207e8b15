import { config } from '../../../platform/config.ts'
import { seal } from '../../../platform/secret.ts'

/** The six digits of this try; made anew each time, and stored nowhere. */
export function codeOf(key: string): string {
  return String(seal('sign-in code', key).readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

export function linkOf(key: string): string {
  return `${config().BASE_URL}/sign-in/${key}/${tokenOf(key)}`
}

export function tokenOf(key: string): string {
  return seal('sign-in link', key).toString('base64url').slice(0, 32)
}
