/** A mail beyond these limits is refused: what a person writes is far below them. */
export const MOST_BYTES = 25 * 1024 * 1024
export const MOST_PARTS = 200
export const DEEPEST = 50
export const MOST_MILLISECONDS = 10_000

/** Why a mail cannot be taken; the sentence is for the log, the receiver says it in the writer's language. */
export class TooManyParts extends Error {}
export class TooLarge extends Error {}
export class TooSlow extends Error {}
