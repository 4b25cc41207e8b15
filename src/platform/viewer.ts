import type { Id } from './db.ts'

export type Door = 'page' | 'mail' | 'api' | 'job'

export type Membership = {
  community_id: Id
  class: 'internal' | 'external'
  delivery: 'each' | 'digest' | 'my_topics' | 'web'
}

/** Who is looking, with her memberships and roles everywhere, and through which door. */
export type Viewer = {
  door: Door
  person: { id: Id; key: string; name: string; language: string; time_zone: string } | null
  memberships: Membership[]
  roles: { community_id: Id; role: string }[]
  session_id: Id | null
  /** Keeps the network, and has not proven a second factor in this session: that office rests until she does. */
  unproven?: true
  /** The one room that was opened to her for reading, for this request alone; it is no membership. */
  break_glass?: { id: Id; community_id: Id }
}

export function nobody(door: Door): Viewer {
  return { door, person: null, memberships: [], roles: [], session_id: null }
}
