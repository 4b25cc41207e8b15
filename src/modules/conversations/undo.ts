import { randomInt } from 'node:crypto'
import type { Id } from '../../platform/db.ts'
import { hash, seal } from '../../platform/secret.ts'

/**
 * An unattributed post is taken back by a secret, not by its author. The letter that carries it names no post: its
 * outbox row holds a chance number, from which only this instance can make the secret; the post keeps the secret's hash.
 */
export type Undo = { ticket: Id; secret: string; undo_hash: string }

/** Above every id of a post, so that one reply address serves both. */
const LOWEST_TICKET = 2 ** 40
const HIGHEST_TICKET = 2 ** 48 - 1

export function newUndo(): Undo {
  const ticket = randomInt(LOWEST_TICKET, HIGHEST_TICKET)
  const secret = secretOf(ticket)
  return { ticket, secret, undo_hash: hash(secret) }
}

export function isTicket(about: Id): boolean {
  return about >= LOWEST_TICKET
}

export function secretOf(ticket: Id): string {
  return seal('undo', ticket).toString('base64url').slice(0, 22)
}
