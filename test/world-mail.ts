import type { Kysely } from 'kysely'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import type { Tables } from '../src/platform/db.ts'
import type { Actor } from './world-cast.ts'

type Sent = {
  to: string
  subject: string
  text: string
  raw: string
  replyTo: string
  messageId: string
  headers: string
}

/** Mail through the real doors: SMTP in, and what was sent out to each address. */
export function mailProgram(db: Kysely<Tables>, port: number) {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, tls: { rejectUnauthorized: false } })

  const mail = (from: Actor | string, to: string, subject: string, text: string, more: SendMailOptions = {}) => {
    const address = typeof from === 'string' ? from : from.address
    return transport.sendMail({ from: address, to, subject, text, ...more })
  }

  const mailsTo = async (actor: Actor | string): Promise<Sent[]> => {
    const to = typeof actor === 'string' ? actor : actor.address
    const rows = await db.selectFrom('mailbox').selectAll().where('to_address', '=', to).orderBy('id').execute()
    return rows.map(({ subject, text, raw }) => ({
      to,
      subject,
      text,
      raw: raw.toString(),
      ...headersOf(raw.toString()),
    }))
  }

  const lastMailTo = async (actor: Actor | string): Promise<Sent> => {
    const last = (await mailsTo(actor)).at(-1)
    if (!last) throw new Error(`No mail went to ${typeof actor === 'string' ? actor : actor.name}`)
    return last
  }

  /** Replies to the last mail this person got (or the given one), as a mail program does: quoted tail and signature below. */
  const reply = async (from: Actor, text: string, to?: Sent, more: SendMailOptions = {}) => {
    const original = to ?? (await lastMailTo(from))
    const quoted = original.text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n')
    return mail(
      from,
      original.replyTo,
      `Re: ${original.subject}`,
      `${text}\n\nOn Mon, 2 Mar 2026 at 10:00, Copse wrote:\n${quoted}\n`,
      {
        inReplyTo: original.messageId,
        ...more,
      },
    )
  }

  return { mail, mailsTo, lastMailTo, reply }
}

function headersOf(raw: string) {
  const headers = raw.slice(0, raw.search(/\r?\n\r?\n/)).replace(/\r?\n[ \t]+/g, ' ')
  const one = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(headers)?.[1] ?? ''
  return {
    headers,
    replyTo: /<?([^<>\s]+@[^<>\s]+)>?\s*$/.exec(one('Reply-To'))?.[1] ?? '',
    messageId: one('Message-ID'),
  }
}
