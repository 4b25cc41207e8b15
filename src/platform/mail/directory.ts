import type { Db, Id } from '../db.ts'
import type { Door, Viewer } from '../viewer.ts'

/** A person who gets mail: as she is now, where mail goes (null while every address bounces), and her token epoch. */
export type Reader = { viewer: Viewer; address: string | null; epoch: number }

/** What the platform's mail must know of people and communities; the modules that own them answer, wired in app.ts. */
export type Directory = {
  /** The person as she is now, with memberships and roles; null when she is suspended or gone. An invited person has no memberships. */
  viewerOf: (db: Db, person_id: Id, door: Door) => Promise<Viewer | null>
  /** The same for many at once, door `mail`, in as many queries as for one; whoever is suspended or gone is left out. */
  listReaders: (db: Db, person_ids: Id[]) => Promise<Reader[]>
  /** Whose address this is: verified, or the one an invitation went to. */
  findSender: (db: Db, address: string) => Promise<{ person_id: Id; address: string } | null>
  /** The community a local part names, redirects included; null for an unknown name. */
  findMailName: (db: Db, local_part: string) => Promise<{ community_id: Id; name: string } | null>
  isMember: (viewer: Viewer, community_id: Id) => boolean
  noteBounce: (tx: Db, person_id: Id, bounce: { hard: boolean; status?: string }) => Promise<void>
  /** One step stops the mail of this community: the link in every letter, and the mailto beside it. */
  stopMail: (tx: Db, person_id: Id, community_id: Id) => Promise<void>
}
