import type { Carried } from './carried.ts'
import { quoted } from './carried.ts'

/** How the rows of a table stand in its file: as PostgreSQL copies them (fast), or as a line of JSON each (open). */
export type Format = 'copy' | 'jsonl'

/** No text holds these two, so a line of JSON passes through COPY as it is. */
export const AS_IS = String.raw`(format csv, quote e'\x01', delimiter e'\x02')`

export function copyOut({ name, columns, key }: Carried, format: Format): string {
  const rows = `select ${quoted(columns)} from ${quoted([name])} order by ${quoted(key.length > 0 ? key : columns)}`
  if (format === 'copy') return `copy (${rows}) to stdout`
  return `copy (select to_json(a_row) from (${rows}) a_row) to stdout ${AS_IS}`
}

/** The statements around the stream: what stands ready for it, the stream itself, and what takes it over. */
export function copyIn(
  { name, columns }: Carried,
  format: Format,
): { before?: string; stream: string; after?: string } {
  const [table, list] = [quoted([name]), quoted(columns)]
  if (format === 'copy') return { stream: `copy ${table} (${list}) from stdin` }
  return {
    before: 'create temporary table line_of_json (line jsonb) on commit drop',
    stream: `copy line_of_json from stdin ${AS_IS}`,
    after: `insert into ${table} (${list}) overriding system value
      select ${columns.map((column) => `one.${quoted([column])}`).join(', ')}
      from line_of_json, jsonb_populate_record(null::${table}, line_of_json.line) one;
      drop table line_of_json`,
  }
}
