import * as base64 from 'nodemailer/lib/base64'
import MailComposer from 'nodemailer/lib/mail-composer'
import { encodeWord, foldLines, isPlainText, quoteString } from 'nodemailer/lib/mime-funcs'
import * as quotedPrintable from 'nodemailer/lib/qp'
import type { Composed, Mailbox } from '../compose.ts'

/**
 * A letter as it goes over the line. One without attachments is put together here, since nodemailer's stream for each
 * part costs as much as all the rest of sending.
 */
export function toMessage(letter: Composed): Buffer | Promise<Buffer> {
  if (letter.attachments.length > 0) return composeWhole(letter)
  const boundary = `=_${letter.messageId.replace(/\W/g, '')}`
  const head = headOf(letter, `multipart/alternative; boundary="${boundary}"`)
  const parts = [part('text/plain', letter.text), part('text/html', letter.html)].map(
    (one) => `--${boundary}\r\n${one}\r\n`,
  )
  return Buffer.from(`${head}\r\n\r\n${parts.join('')}--${boundary}--\r\n`)
}

function composeWhole({ headers, ...letter }: Composed): Promise<Buffer> {
  const raw = Object.entries(headers).map(([key, value]) => ({
    key,
    value: { prepared: true, foldLines: true, value },
  }))
  return new MailComposer({
    ...letter,
    headers: raw,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}

function headOf(letter: Composed, type: string): string {
  const { from, to, replyTo, subject, messageId, inReplyTo, references = [], headers } = letter
  const fields: [name: string, value: string | undefined][] = [
    ['From', mailbox(from)],
    ['To', mailbox(to)],
    ['Reply-To', replyTo && mailbox(replyTo)],
    ['Subject', encode(subject)],
    ['Date', new Date().toUTCString().replace('GMT', '+0000')],
    ['Message-ID', messageId],
    ['In-Reply-To', inReplyTo],
    ['References', references.join(' ')],
    ...Object.entries(headers),
    ['MIME-Version', '1.0'],
    ['Content-Type', type],
  ]
  return fields.flatMap(([name, value]) => (value ? [foldLines(`${name}: ${value}`)] : [])).join('\r\n')
}

function mailbox({ name, address }: Mailbox): string {
  return `${phrase(name)} <${address}>`
}

/** A name as it may stand before an address: in quotes, or as encoded words. */
export function phrase(words: string): string {
  if (/^[\w ]+$/.test(words)) return words
  return isPlainText(words) ? quoteString(words) : encode(words)
}

/** `=?` would be taken for an encoded word, so it becomes one. */
function encode(words: string): string {
  return /^(?!.*=\?)[ -~]*$/.test(words) ? words : encodeWord(words, 'B', 52)
}

const LONGEST_LINE = 500
const PLAIN = new RegExp(`^(?:[\\t -~]{0,${LONGEST_LINE}}\\r\\n)*$`)

function part(type: string, content: string): string {
  const lines = content.replace(/\r?\n/g, '\r\n')
  const head = (encoding: string) =>
    `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`
  if (PLAIN.test(lines)) return head('7bit') + lines
  if (isMostlyLatin(lines)) return head('quoted-printable') + quotedPrintable.wrap(quotedPrintable.encode(lines))
  return head('base64') + base64.wrap(base64.encode(lines))
}

/** Quoted-printable can be read by eye, and takes three letters for each byte that is not ASCII. */
function isMostlyLatin(text: string): boolean {
  return Buffer.byteLength(text) - text.length < text.length / 3
}
