import type { Refusal } from '../reading.ts'

/** A file that is not read, and why. */
export class Unreadable extends Error {
  reason: Refusal

  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}

/** So many letters of a file are kept for search; a longer one is found by its beginning. */
export const MOST_LETTERS = 500_000
