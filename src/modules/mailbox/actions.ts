import nodemailer, { type SendMailOptions } from 'nodemailer'
import { config } from '../../platform/config.ts'
import { dateAndTime } from '../../platform/dates.ts'
import { t } from '../../platform/i18n.ts'
import { submissionPassword } from '../../platform/mail/smtp-in/submission.ts'
import { seal } from '../../platform/secret.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { ReceivedLetter } from './reads.ts'

export type Outgoing = {
  from: string
  to: string
  subject: string
  text: string
  files: File[]
  once: string | undefined
}
type Thread = { inReplyTo?: string; references?: string[] }

/** Answers a letter as a mail program does: to where it asks for answers, with the letter quoted below. */
export function replyTo(viewer: Viewer, letter: ReceivedLetter, reply: Omit<Outgoing, 'to' | 'subject'>) {
  const { subject, messageId, references, answersTo } = letter
  const thread = messageId ? { inReplyTo: messageId, references: [...references, messageId] } : {}
  const text = `${reply.text}\n\n${quote(viewer, letter)}\n`
  const again = /^re:/i.test(subject) ? subject : `Re: ${subject}`
  return send(viewer, { ...reply, to: answersTo ?? '', subject: again, text }, thread)
}

function quote({ person }: Viewer, { at, from, text }: ReceivedLetter): string {
  const writer = `${from.name} <${from.address}>`
  const above = t('On {day}, {writer} wrote:', { day: dateAndTime(at, person?.time_zone ?? 'UTC'), writer })
  const lines = text.trimEnd().split('\n')
  return [above, ...lines.map((line) => (line ? `> ${line}` : '>'))].join('\n')
}

/**
 * Hands a mail to our own entrance, over SMTP, and gives what the entrance says against it; null when it was taken. The
 * same form sent twice is the same mail twice, which the entrance knows.
 */
export async function send({ person }: Viewer, mail: Outgoing, thread: Thread = {}): Promise<string | null> {
  const composed: SendMailOptions = {
    from: { name: person?.name ?? '', address: mail.from },
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    ...thread,
    ...(mail.once && { messageId: `<${seal('mailbox', mail.once).toString('hex').slice(0, 32)}@copse.mailbox>` }),
    attachments: await Promise.all(mail.files.map(attached)),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  try {
    await openTransport(mail.from).sendMail(composed)
    return null
  } catch (error) {
    return sentenceOf(error as { response?: string })
  }
}

async function attached(file: File) {
  return { filename: file.name, contentType: file.type, content: Buffer.from(await file.arrayBuffer()) }
}

/** Signed in, since no signature of a mail server vouches for what is written on this page. */
function openTransport(from: string) {
  const { MAIL_IN_HOST: host, MAIL_IN_PORT: port } = config()
  const auth = { user: from, pass: submissionPassword(from) }
  return nodemailer.createTransport({ host, port, secure: false, ignoreTLS: true, connectionTimeout: 5000, auth })
}

/** What a mail program would show of a refusal: the words of the server without its numbers. */
function sentenceOf({ response }: { response?: string }): string {
  const words = response?.replace(/^\d{3}[ -](?:\d\.\d+\.\d+ )?/, '')
  return words
    ? t('It was not taken: {words}', { words })
    : t('The mail entrance cannot be reached just now. Try again.')
}
