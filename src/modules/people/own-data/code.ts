import { seal } from '../../../platform/secret.ts'

/** The six digits that prove an asking; made anew each time, and stored nowhere. */
export function erasureCodeOf(key: string): string {
  return String(seal('erasure code', key).readUInt32BE(0) % 1_000_000).padStart(6, '0')
}
