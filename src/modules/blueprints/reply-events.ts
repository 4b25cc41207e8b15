import type { DemonstrationQuery } from './demonstration.ts'
import type { Moments } from './moments.ts'
import type { Event } from './play.ts'

/** From the first look of the compiler to what readers did with the reply. */
export function replyEvents(_query: DemonstrationQuery, _moments: Moments): Event[] {
  return []
}
