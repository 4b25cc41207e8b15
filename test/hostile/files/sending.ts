import { deliver } from '../../faults/smtp.ts'
import { hiddenFields, type World } from '../../world.ts'
import { CRLF } from '../mail/letters.ts'
import type { Sent } from './contents.ts'

const TALK = '/communities/north/talk'
const BOUNDARY = 'a-boundary-of-nobody'

/** By a form, each byte of its head as it was thought out; gives the answer’s status. */
export async function sendByForm(world: World, files: Sent[], title: string): Promise<number> {
  const hidden = hiddenFields(await world.page(world.ben, TALK), TALK)
  const fields = Object.entries({ ...hidden, title, body: 'Look at these.' })
  const parts = [
    ...fields.map(([name, value]) => part([`Content-Disposition: form-data; name="${name}"`], Buffer.from(value))),
    ...files.map(({ name, claims, content }) => part([disposition(name), `Content-Type: ${claims || 'x/y'}`], content)),
  ]
  const body = Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--${CRLF}`)])
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
  const { status } = await world.request(world.ben, TALK, { method: 'POST', body: new Uint8Array(body), headers })
  return status
}

const disposition = (name: string) => `Content-Disposition: form-data; name="files"; filename="${name}"`

function part(head: string[], content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([`--${BOUNDARY}`, ...head, '', ''].join(CRLF)), content, Buffer.from(CRLF)])
}

/** By a reply to a letter, the names in one of the ways in which mails say names. */
export function sendByMail(world: World, files: Sent[], replyTo: string) {
  const id = crypto.randomUUID()
  const head = [`From: ${world.dee.address}`, `To: ${replyTo}`, 'Subject: Re: Files', `Message-ID: <${id}@example.org>`]
  const type = [`Content-Type: multipart/mixed; boundary=${BOUNDARY}`, 'MIME-Version: 1.0', '', '']
  const parts = files.map(({ name, claims, content }, nth) => {
    const heads = [`Content-Type: ${claims || 'application/octet-stream'}`, ...(ways[nth % ways.length]?.(name) ?? [])]
    const base64 = content.toString('base64').replace(/(.{76})/g, `$1${CRLF}`)
    return [`--${BOUNDARY}`, ...heads, 'Content-Transfer-Encoding: base64', '', base64, ''].join(CRLF)
  })
  const words = [`--${BOUNDARY}`, 'Content-Type: text/plain', '', `Look at these, ${id}.`, ''].join(CRLF)
  const raw = `${[...head, ...type].join(CRLF)}${words}${parts.join('')}--${BOUNDARY}--`
  return deliver(world.mailPort, { from: world.dee.address, to: replyTo, raw })
}

/** In pieces as RFC 2231 has it, as an encoded word, and as it stands. */
const ways = [
  (name: string) => [`Content-Disposition: attachment; filename*=utf-8''${percent(name)}`],
  (name: string) => [`Content-Disposition: attachment; filename="=?utf-8?b?${Buffer.from(name).toString('base64')}?="`],
  (name: string) => [`Content-Disposition: attachment; filename="${name.replace(/[\r\n]+/g, '\r\n ')}"`],
]

const percent = (name: string) =>
  [...Buffer.from(name)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

const MOST_FILES = 10

/** So many as one form takes. */
export function inTens(all: Sent[]): Sent[][] {
  return Array.from({ length: Math.ceil(all.length / MOST_FILES) }, (_, nth) =>
    all.slice(nth * MOST_FILES, (nth + 1) * MOST_FILES),
  )
}
