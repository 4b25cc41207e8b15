import { sql } from '../db.ts'

/** The last result of a page; the next page begins after it. Without a rank the newest come first. */
export type Cursor = { rank: string | null; micro: string; subject_id: string; kind: string }

const SHAPE = /^(?:r([\d.e-]{1,20})_)?(\d{1,17})_(\d{1,15})_([a-z_]{1,20})$/

export function readCursor(text: string | undefined): Cursor | null {
  const [, rank, micro, subject_id, kind] = SHAPE.exec(text ?? '') ?? []
  if (!micro || !subject_id || !kind || (rank && !Number.isFinite(Number(rank)))) return null
  return { rank: rank ?? null, micro, subject_id, kind }
}

export function writeCursor({ rank, micro, subject_id, kind }: Cursor): string {
  return `${rank === null ? '' : `r${rank}_`}${micro}_${subject_id}_${kind}`
}

/** What comes after it in the order of `newestFirst`. */
export function older({ micro, subject_id, kind }: Cursor) {
  return sql`(entry.at, entry.subject_id, entry.kind) < (${momentOf(micro)}, ${subject_id}::bigint, ${kind}::text)`
}

/** What comes after it in the order of rank. */
export function below({ rank, micro, subject_id, kind }: Cursor) {
  return sql`(entry.rank, entry.at, entry.subject_id, entry.kind)
    < (${rank ?? '0'}::real, ${momentOf(micro)}, ${subject_id}::bigint, ${kind}::text)`
}

export const newestFirst = sql`entry.at desc, entry.subject_id desc, entry.kind desc`

/** To the microsecond, which a date of JavaScript does not know. */
const momentOf = (micro: string) => sql`timestamptz 'epoch' + ${micro}::bigint * interval '1 microsecond'`
