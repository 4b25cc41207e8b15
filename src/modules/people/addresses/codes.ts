import { seal } from '../../../platform/secret.ts'

/** The six digits of this try; made anew each time, and stored nowhere. */
export function addressCodeOf(key: string): string {
  return String(seal('address code', key).readUInt32BE(0) % 1_000_000).padStart(6, '0')
}
