import type { Readable } from 'node:stream'

/** The bytes from the one to the other, both counted from 0 and both taken. */
export type Range = { start: number; end: number }

/** Where bytes are kept by their content. What `keep` has answered for outlives a power cut. */
export type Keeper = {
  has(sha256: string): Promise<boolean>
  keep(sha256: string, content: Buffer): Promise<void>
  /** Throws MissingFile before anything is read. */
  open(sha256: string, range?: Range): Promise<Readable>
  /** Twice is once. */
  drop(sha256: string): Promise<void>
}

/** A file that the database knows and its keeper does not have: somebody took it away, or the wrong place is configured. */
export class MissingFile extends Error {
  code = 'ENOENT'

  constructor(sha256: string, where: string) {
    super(`The file ${sha256} is not in ${where}`)
  }
}
