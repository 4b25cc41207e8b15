import type { Kysely } from 'kysely'
import type { Db, Id, Tables } from '../db.ts'
import type { Door, Viewer } from '../viewer.ts'

/** What the platform's mail must know of people and communities; the modules that own them answer, wired in app.ts. */
export type Directory = {
  /** The person as she is now, with memberships and roles; null when she is suspended or gone. An invited person has no memberships. */
  viewerOf: (db: Db, person_id: Id, door: Door) => Promise<Viewer | null>
  /** Whose address this is: verified, or the one an invitation went to. */
  findSender: (db: Db, address: string) => Promise<{ person_id: Id; address: string } | null>
  /** Where mail to this person goes now; null while every address of hers bounces. */
  addressOf: (db: Db, person_id: Id) => Promise<{ address: string; name: string; epoch: number } | null>
  /** The community a local part names, redirects included; null for an unknown name. */
  findMailName: (db: Db, local_part: string) => Promise<{ community_id: Id; name: string } | null>
  isMember: (viewer: Viewer, community_id: Id) => boolean
  noteBounce: (db: Kysely<Tables>, person_id: Id, bounce: { hard: boolean; status?: string }) => Promise<void>
}
