import { createHash } from 'node:crypto'
import { config } from '../../config.ts'
import { seal } from '../../secret.ts'
import type { IncomingMail } from '../read.ts'

/** By what a mail is known when it is delivered again. */
export type Identity = { recipient: string; message_id: string; body_hash: string }

/** Stands for the recipient of a mail of which only its key is kept. */
export const FORGOTTEN = 'forgotten'

const LONGEST_ID = 200

export function identityOf(mail: IncomingMail, recipient: string): Identity {
  return { recipient, message_id: messageIdOf(mail), body_hash: mail.bodyHash }
}

/** One for all that a mail may cause; it stays when the mail itself is forgotten and tells nothing about it. */
export function onceKey({ recipient, message_id, body_hash }: Identity): string {
  return `mail:${seal('once', recipient, message_id, body_hash).toString('base64url')}`
}

/** Without angle brackets; made from what the mail says where it has none, or one that is too long to be kept. */
function messageIdOf({ messageId, from, headers, subject, bodyHash }: IncomingMail): string {
  const given = messageId?.slice(1, -1) ?? ''
  if (given && given.length <= LONGEST_ID) return given
  const said = [given, from.address, headers.get('date'), subject, bodyHash]
  return `${createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)}@${config().MAIL_DOMAIN}`
}
