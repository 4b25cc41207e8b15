import type { Id } from '../db.ts'

/** A paragraph of plain text, or one of the few other things a letter is made of. User text is never markup here. */
export type Block =
  | string
  | { heading: string }
  | { list: string[] }
  | { facts: [label: string, value: string][] }
  /** What a person wrote: the stored, already cleaned HTML and its source text. */
  | { prose: { html: string; text: string } }
  | { link: string; href: string }
  | { rule: true }

/** A list that counts itself, for an answer by number, needs no other mark. */
export function isCounted(list: string[]): boolean {
  return list.length > 0 && list.every((item, at) => new RegExp(`^${at + 1}(?!\\d)`).test(item))
}

export type LetterContent = {
  subject: string
  blocks: Block[]
  /** Shown as the sender: a person's name as `shown_author` allows, or the community's; the address is always ours. */
  from?: string
  community?: { id: Id; key: string; mail_name: string; short_name: string; name: string }
  /** All letters of one thing thread together in a mail program: a stable word such as `thread.KEY`. */
  thread?: string
  /** A reply to this letter reaches the receiver of this code about this thing. `hint` says in words what replying does. */
  replies?: { to: { code: number }; about: Id; hint?: string }
  /** Why the person gets this, in one sentence. */
  why: string
  /** Who can read it, in words. */
  audience?: string
  /** Which setting one step stops: mail of the community above. Absent for letters that answer what the person did. */
  stoppable?: boolean
  /** The same where it is another setting than the mail of a community: its page, who takes its mailto, and its words. */
  stop?: { href: string; to: { code: number }; about: Id; words: string }
  /** RFC 3834; every letter of Copse is auto-generated or auto-replied, save a member's words passed on. */
  auto?: 'auto-generated' | 'auto-replied'
  /** The Message-ID of the mail that this one answers, without angle brackets. */
  answers?: string
  attachments?: { name: string; type: string; content: Buffer }[]
  /** Sent to this address instead of the person's own (signing in with a second address). */
  address?: string
}
