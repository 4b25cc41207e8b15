import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { config } from './config.ts'

/** A keyed digest of the parts; `purpose` keeps one use from standing in for another. */
export function seal(purpose: string, ...parts: (string | number)[]): Buffer {
  return createHmac('sha256', config().COPSE_SECRET)
    .update(JSON.stringify([purpose, ...parts]))
    .digest()
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

export function sameBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
