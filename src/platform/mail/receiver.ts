import type { Kysely } from 'kysely'
import type { Id, Tables } from '../db.ts'
import type { Viewer } from '../viewer.ts'

/** A mail as a receiver gets it: the writer is verified, quotes and signature are cut off. */
export type InboundLetter = {
  id: Id
  /** The once-key: the same mail delivered again does nothing again. */
  once: string
  subject: string
  /** What the person wrote, plain text (Markdown), without quoted tail and signature. */
  text: string
  /** Without angle brackets, as all Message-IDs inside. */
  messageId: string
  references: string[]
  /** A signature, the sending host or her own press vouches for the writer; false where her domain publishes nothing. */
  proven: boolean
  attachments: { name: string; type: string; size: number; content: Buffer }[]
  received_at: Date
}

/** The code of the mailto that stops the mail of a community; the platform takes it by itself. */
export const STOP_RECEIVER = 0

/** The code of the letter that asks whether a mail is hers: to that one a silent domain may answer. */
export const CONFIRM_RECEIVER = 64

/** Nothing vouches for the writer, and the act is one that nobody may do in another's name: it waits for her word. */
export class Unvouched extends Error {}

/** Asked before anything is done, where a mail decides about others or lays down an office (docs/decisions/0020). */
export function ensureProven({ proven }: Pick<InboundLetter, 'proven'>) {
  if (!proven) throw new Unvouched()
}

/**
 * Takes the mails of one kind of address and calls the action the page calls. Throws Refused with a sentence for the
 * writer when it cannot act. `code` stands in reply addresses for ever: never change or reuse one.
 */
export type Receiver = {
  code: number
  name: string
  receive: (db: Kysely<Tables>, viewer: Viewer, about: Id, letter: InboundLetter) => Promise<Received | undefined>
}

/** `forget`: the contribution is unattributed, so the raw mail and its sender are not kept. */
export type Received = { forget?: boolean }

export function receiver(code: number, name: string, receive: Receiver['receive']): Receiver {
  return { code, name, receive }
}
