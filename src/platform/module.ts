import type { Clock } from './clocks.ts'
import type { Db, Id } from './db.ts'
import type { Router } from './http.ts'
import type { Job } from './jobs.ts'
import type { Block } from './mail/content.ts'
import type { Directory } from './mail/directory.ts'
import type { Receiver } from './mail/receiver.ts'
import type { Batch, Letter } from './outbox.ts'
import type { Reach } from './tables.gen.ts'
import type { Viewer } from './viewer.ts'

/**
 * A line of Today: what waits for this person, why her, until when, and the one act that makes it go. Most pressing first:
 * 100 somebody waits for her now, 80 a date is near, 60 a duty of her role, 40 a kindness, 20 good to know.
 */
export type Need = {
  text: string
  why: string
  act: string
  href: string
  due?: Date | null
  /** How long it has waited: of two that weigh the same, the older comes first. */
  since?: Date | null
  weight: number
}

/** One thing in a person's digest. */
export type DigestPart = {
  /** What it is, so that nothing stands in a digest twice. */
  about: { kind: string; id: Id }
  heading: string
  blocks: Block[]
  /** Where it stands, so that the digest says who can read it; its own audience, where that may be narrower. */
  community_id: Id
  reach?: Reach
  staff_only?: boolean
  /** What the subject counts: how many, and the words for any number of them. */
  counts: { of: string; count: number; words: (count: number) => string }[]
  /** It asks for something only she can give: such parts come first. */
  needsHer?: boolean
  /** It goes along with others, last, and makes no digest by itself. */
  isAside?: boolean
  /** An answer by mail reaches this receiver. */
  replies?: { to: { code: number }; about: Id; words: string }
}

/** A digest while it is made: what time it spans, and with whom her reads are shared. */
export type DigestIssue = {
  since: Date
  until: Date
  /** All whose digests are made together, each with her own time. */
  readers: { person_id: Id; since: Date; until: Date }[]
  once: Batch['once']
}

/** What a module adds to a page of another: to that of this subject, or to the viewer's own Today and mail settings. */
export type Panel = {
  /** `welcome` is the letter to a new member: such a panel gives blocks, or nothing. `learning` is where a community learns together. */
  on: 'community' | 'learning' | 'person' | 'today' | 'item' | 'mail' | 'thread' | 'welcome' | 'network'
  /** Where it stands among the others: 10 what waits, 50 what is there, 90 what is settled once. */
  order?: number
  render: (db: Db, viewer: Viewer, subject_id: Id) => Promise<unknown>
}

/** Where a search result leads and how it is named; null when it is gone. */
export type Found = { kind: string; subject_id: Id; title: string; href: string; label: string; line?: string }

/** Which rows of a table are a person's own: SQL in which `$me` stands for her id; `columns` where not all may go along. */
export type Own = string | { where: string; columns: string[] }

/** What a module hands to the program: app.ts lists the modules, in order. */
export type Module = {
  name: string
  /** The tables that only this module writes. */
  tables: string[]
  routes?: { at: string; router: Router }[]
  // biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
  jobs?: Job<any>[]
  clocks?: Clock[]
  letters?: Letter[]
  receivers?: Receiver[]
  /** Takes a new mail to a community's own address; `about` is the community. */
  communityMail?: Receiver
  // biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
  listens?: Record<string, Job<any>>
  panels?: Panel[]
  needs?: (db: Db, viewer: Viewer) => Promise<Need[]>
  digest?: (db: Db, reader: Viewer, issue: DigestIssue) => Promise<DigestPart[]>
  /** Addresses for search results of these kinds. */
  finds?: { kind: string; list: (db: Db, viewer: Viewer, ids: Id[]) => Promise<Found[]> }[]
  /** Plants its sections of a blueprint; planting again changes nothing. */
  plant?: (db: Db, planting: Planting) => Promise<void>
  /** The same sections as the network has them now, for a partner who begins one like it. */
  template?: (db: Db) => Promise<Record<string, unknown>>
  /** By table: which rows a person takes along. Whatever is secret, and who else stands in a row, stays here. */
  own?: Record<string, Own>
  /** The files among them: `sha256` and `name` of each, as SQL in which `$me` stands for her id. */
  ownFiles?: string
  /**
   * Erases what the module holds of a person; all of them in one transaction, upper layers first. Twice is once. Gives the
   * sha256 of files that it names no more.
   */
  forget?: (tx: Db, person_id: Id) => Promise<string[]>
  /** What she must hand over before she can be erased, in sentences. */
  handsOver?: (db: Db, person_id: Id) => Promise<string[]>
}

/** A blueprint while it is planted. Lower modules note what they planted under the names it has in the document. */
export type Planting = { document: Record<string, unknown>; communities: Map<string, Id>; people: Map<string, Id> }

/** The whole: the modules in order, and who answers the platform's questions about people. */
export type Program = { modules: Module[]; directory: Directory }
