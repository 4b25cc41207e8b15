import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What the benches keep beside their pages of figures, so that it can be drawn without a new run. */
export type Kept = { size: Size; post: Post; digests: Digests; page: Page; visit: Visit[] }

/** The figures of a page stand in the order of the columns; milliseconds. */
export type Size = {
  columns: { posts: number; members: number }[]
  pages: { name: string; bytes: number; statements: number; p50: number[]; p95: number[]; cpu: number[] }[]
}
/** Letters a second, milliseconds to the first copy, those of CPU a letter. */
export type Sending = { perSecond: number; first: number; own: number; database: number }
export type Post = { members: number; copse: Sending; pool: Sending }
/** Planning and opening in milliseconds; CPU of all. */
export type Digests = Record<
  | 'members'
  | 'posts'
  | 'waiting'
  | 'planned'
  | 'opened'
  | 'settled'
  | 'taken'
  | 'seconds'
  | 'cpu'
  | 'statements'
  | 'heaviest',
  number
>
export type Served = { perSecond: number; cpuMs: number; p99: number; bytes: number }
export type Page = { plain: Served; packed: Served; bare: Served }
export type Visit = { name: string; requests: number; bytes: number; streams: number }

export const FIGURES = fileURLToPath(new URL('../../../docs/figures/', import.meta.url))

export function readKept(): Kept {
  const read = (name: keyof Kept) => JSON.parse(readFileSync(`${FIGURES}${name}.json`, 'utf8'))
  return { size: read('size'), post: read('post'), digests: read('digests'), page: read('page'), visit: read('visit') }
}
