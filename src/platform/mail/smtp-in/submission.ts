import type { SMTPServerAuthentication, SMTPServerOptions } from 'smtp-server'
import { config } from '../../config.ts'
import { sameBytes, seal } from '../../secret.ts'
import { SmtpRefusal } from './recipient.ts'

/** With this the page of the built-in mailbox signs in at our own entrance as the owner of an address. */
export function submissionPassword(address: string): string {
  return seal('submission', address).toString('base64url')
}

/** With a mail server set there is no such page, and signing in is not offered. */
export function offersSubmission(): boolean {
  return !config().SMTP_URL
}

/** Nobody but that page signs in: who else may write is decided by the mail itself. */
export const submission: SMTPServerOptions = {
  authMethods: ['PLAIN'],
  authOptional: true,
  allowInsecureAuth: true,
  onAuth(given, _session, done) {
    if (isOurs(given)) done(null, { user: given.username })
    else done(new SmtpRefusal(535, '5.7.8 Nobody signs in here. Please write without signing in.'))
  },
}

function isOurs({ username, password }: SMTPServerAuthentication): boolean {
  const own = Buffer.from(submissionPassword(String(username)))
  return offersSubmission() && sameBytes(Buffer.from(String(password)), own)
}
