import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { config } from './config.ts'

/** A keyed digest of the parts; `purpose` keeps one use from standing in for another. */
export function seal(purpose: string, ...parts: (string | number)[]): Buffer {
  return createHmac('sha256', config().COPSE_SECRET)
    .update(JSON.stringify([purpose, ...parts]))
    .digest()
}

/** For what must be read again: without the instance's secret it cannot be. */
export function conceal(purpose: string, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', seal(purpose), nonce)
  const concealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), concealed]).toString('base64url')
}

/** Undefined where it was concealed with another secret, or changed since. */
export function reveal(purpose: string, concealed: string): string | undefined {
  const bytes = Buffer.from(concealed, 'base64url')
  try {
    const cipher = createDecipheriv('aes-256-gcm', seal(purpose), bytes.subarray(0, 12))
    cipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

export function sameBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
