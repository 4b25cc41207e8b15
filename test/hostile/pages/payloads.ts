import { prints, tricks } from './payload-letters.ts'
import { breaks, markdown } from './payload-places.ts'
import { addresses, tags } from './payload-tags.ts'
import { foreign, mutations } from './payload-trees.ts'

/** Texts that would run as a script wherever one wall is missing; what they run sets `__hit`, which is trapped. */
export function ownPayloads(): string[] {
  return [
    ...new Set([
      ...tags(),
      ...addresses(),
      ...breaks(),
      ...markdown(),
      ...foreign(),
      ...mutations(),
      ...tricks(),
      ...prints(),
    ]),
  ]
}
