import { config } from '../../config.ts'
import type { Db, Id } from '../../db.ts'
import type { Program } from '../../module.ts'
import { KEEPER_NAMES, SYSTEM_NAME } from '../names.ts'
import { type ReplyTo, readBounceAddress, readReplyAddress } from '../tokens.ts'

/** What an address of ours stands for. */
export type Recipient =
  | { kind: 'reply'; address: string; to: ReplyTo }
  | { kind: 'bounce'; address: string; outbox_id: Id }
  | { kind: 'community'; address: string; community_id: Id }
  | { kind: 'keeper'; address: string }

/** The mail is not taken; the sentence goes to the sender's server, and from there to the sender. */
export class SmtpRefusal extends Error {
  readonly responseCode: number

  constructor(responseCode: number, sentence: string) {
    super(sentence)
    this.responseCode = responseCode
  }
}

/** Throws SmtpRefusal for an address that is none of ours, is forged, or was taken back. */
export async function findRecipient(db: Db, program: Program, given: string): Promise<Recipient> {
  const address = given.toLowerCase()
  const [local = '', domain, more] = address.split('@')
  if (domain !== config().MAIL_DOMAIN || more !== undefined) throw unknown()
  if (local.startsWith('r-')) return findReply(db, program, address, readReplyAddress(local))
  if (local.startsWith('b-')) return findBounce(address, readBounceAddress(local))
  if (KEEPER_NAMES.includes(local)) return { kind: 'keeper', address }
  if (local === SYSTEM_NAME) throw sendsOnly()

  const found = await program.directory.findMailName(db, local)
  if (!found) throw unknown()
  return { kind: 'community', address, community_id: found.community_id }
}

async function findReply(db: Db, { directory }: Program, address: string, to: ReplyTo | null): Promise<Recipient> {
  if (!to) throw unknown()
  const [reader] = await directory.listReaders(db, [to.person_id])
  if (reader?.epoch !== to.epoch) {
    throw new SmtpRefusal(550, '5.1.1 This reply address is no longer valid. Please answer a newer mail.')
  }
  return { kind: 'reply', address, to }
}

function findBounce(address: string, outbox_id: Id | null): Recipient {
  if (outbox_id === null) throw unknown()
  return { kind: 'bounce', address, outbox_id }
}

function unknown() {
  return new SmtpRefusal(550, '5.1.1 No such address here')
}

function sendsOnly() {
  return new SmtpRefusal(550, '5.7.1 This address only sends. Please write to the address of your community.')
}
