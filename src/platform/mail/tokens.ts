import { config } from '../config.ts'
import type { Id } from '../db.ts'
import { sameBytes, seal } from '../secret.ts'

/** Whom we wrote to, and what an answer is about; `receiver` is the code of the one that takes it. */
export type ReplyTo = { person_id: Id; receiver: number; about: Id; epoch: number }

/** Says whom we wrote to, not who answers: see `judge.ts`. Void when the person's epoch has moved on. */
export function replyAddress({ person_id, receiver, about, epoch }: ReplyTo): string {
  return `r-${write('reply', [person_id, receiver, about, epoch])}@${config().MAIL_DOMAIN}`
}

export function readReplyAddress(local_part: string): ReplyTo | null {
  const [person_id, receiver, about, epoch] = read('reply', 4, withoutPrefix('r-', local_part)) ?? []
  if (person_id === undefined || receiver === undefined || about === undefined || epoch === undefined) return null
  return { person_id, receiver, about, epoch }
}

/** The return path of one outbox row, so that a bounce tells whose address failed. */
export function bounceAddress(outbox_id: Id): string {
  return `b-${write('bounce', [outbox_id])}@${config().MAIL_DOMAIN}`
}

export function readBounceAddress(local_part: string): Id | null {
  return read('bounce', 1, withoutPrefix('b-', local_part))?.[0] ?? null
}

/** In the link that stops the mail of one community. */
export function stopToken(person_id: Id, community_id: Id): string {
  return write('stop', [person_id, community_id])
}

export function readStopToken(token: string): { person_id: Id; community_id: Id } | null {
  const [person_id, community_id] = read('stop', 2, token.toLowerCase()) ?? []
  return person_id === undefined || community_id === undefined ? null : { person_id, community_id }
}

/** In the link that stops one kind of letter, named by the code of the receiver that its replies go to. */
export function stopLetterToken(person_id: Id, code: number): string {
  return write('stop-letter', [person_id, code])
}

export function readStopLetterToken(token: string): { person_id: Id; code: number } | null {
  const [person_id, code] = read('stop-letter', 2, token.toLowerCase()) ?? []
  return person_id === undefined || code === undefined ? null : { person_id, code }
}

/** In the link that stops the mail of one thread. */
export function muteToken(person_id: Id, thread_id: Id): string {
  return write('mute', [person_id, thread_id])
}

export function readMuteToken(token: string): { person_id: Id; thread_id: Id } | null {
  const [person_id, thread_id] = read('mute', 2, token.toLowerCase()) ?? []
  return person_id === undefined || thread_id === undefined ? null : { person_id, thread_id }
}

/** In the link to the page where a mail from another address is confirmed. */
export function heldKey(inbound_id: Id): string {
  return write('held', [inbound_id])
}

export function readHeldKey(key: string): Id | null {
  return read('held', 1, key.toLowerCase())?.[0] ?? null
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const MAC_BYTES = 10

/** The numbers and a MAC over them, in letters and digits that survive any change of case. */
function write(purpose: string, numbers: number[]): string {
  const mac = seal(purpose, ...numbers).subarray(0, MAC_BYTES)
  return base32(Buffer.concat([...numbers.map(varint), mac]))
}

/** Written anew and compared whole, in constant time: there is one spelling of each token and no other counts. */
function read(purpose: string, count: number, token: string): number[] | null {
  const numbers = numbersIn(unbase32(token), count)
  if (!numbers) return null
  return sameBytes(Buffer.from(write(purpose, numbers)), Buffer.from(token)) ? numbers : null
}

function withoutPrefix(prefix: string, local_part: string): string {
  const lower = local_part.toLowerCase()
  return lower.startsWith(prefix) ? lower.slice(prefix.length) : ''
}

function varint(number: number): Buffer {
  const bytes: number[] = []
  for (let rest = number; bytes.length === 0 || rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0))
  }
  return Buffer.from(bytes)
}

function numbersIn(bytes: Buffer, count: number): number[] | null {
  const numbers: number[] = []
  let [at, scale, number] = [0, 1, 0]
  while (numbers.length < count) {
    const byte = bytes[at++]
    if (byte === undefined || scale > 2 ** 49) return null
    number += (byte % 128) * scale
    scale *= 128
    if (byte < 128) {
      numbers.push(number)
      ;[scale, number] = [1, 0]
    }
  }
  return numbers.every(Number.isSafeInteger) ? numbers : null
}

function base32(bytes: Buffer): string {
  let [text, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31]
    held &= 31
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text
}

/** Letters outside the alphabet count as nothing: the token then differs from the one written anew. */
function unbase32(text: string): Buffer {
  const bytes: number[] = []
  let [held, bits] = [0, 0]
  for (const letter of text.slice(0, 64)) {
    held = ((held << 5) | Math.max(0, ALPHABET.indexOf(letter))) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 255)
    }
  }
  return Buffer.from(bytes)
}
