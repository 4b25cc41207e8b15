import { CsvError, parse } from 'csv-parse/sync'
import { numberFormat, t } from '../../../platform/i18n.ts'
import { type Column, columnOf } from './columns.ts'
import { decode, type Encoding, isSpreadsheet } from './decode.ts'

export type Cells = Partial<Record<Column, string>>
/** `line` is the number that a spreadsheet shows beside the row. */
export type Row = { line: number; cells: Cells }
export type Table = { rows: Row[]; encoding: Encoding; unknown: string[] }
export type ReadTable = ({ ok: true } & Table) | { ok: false; problem: string }

export const MOST_BYTES = 5 * 1024 * 1024
export const MOST_LINES = 20_000

/** The rows of a file by the names of its columns, or a sentence that says what was expected. */
export function readTable(bytes: Uint8Array, needed: Column[]): ReadTable {
  if (bytes.length > MOST_BYTES) return wrong(t('That is larger than 5 MB. Send it in parts.'))
  if (isSpreadsheet(bytes))
    return wrong(t('That is a workbook. Save it as CSV UTF-8 in your spreadsheet program, and send that file.'))
  const decoded = decode(bytes)
  if (!decoded)
    return wrong(t('The letters of this file cannot be read. Save it as CSV UTF-8 in your spreadsheet program.'))
  try {
    return readRows(decoded.text, decoded.encoding, needed)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return wrong(t('A quotation mark was opened near line {line} and not closed.', { line: Number(error.lines ?? 1) }))
  }
}

function wrong(problem: string): ReadTable {
  return { ok: false, problem }
}

function readRows(whole: string, encoding: Encoding, needed: Column[]): ReadTable {
  const { text, delimiter } = withoutHint(whole.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  const separated = findDelimiter(text, delimiter)
  const records = split(text, separated, MOST_LINES + LINES_ABOVE + 1)
  const at = findHeader(records)
  const headers = records[at] ?? []
  const columns = columnsOf(headers)
  if (!needed.every((column) => has(columns, column))) return wrong(expected(headers, needed))

  const rows = records.slice(at + 1).flatMap((record, nth) => rowOf(record, columns, at + nth + 2))
  if (rows.length === 0) return wrong(t('The file names its columns, and has no lines below them.'))
  if (rows.length > MOST_LINES)
    return wrong(t('That is more than {count} lines. Send the file in parts.', { count: numberFormat(MOST_LINES) }))
  return { ok: true, rows, encoding, unknown: headers.filter((header, nth) => header && !columns[nth]) }
}

/** Some programs say in a first line what stands between the cells. */
function withoutHint(text: string): { text: string; delimiter?: string } {
  const hint = /^"?sep=(.)"?\n/.exec(text)
  return hint ? { text: text.slice(hint[0].length), delimiter: hint[1] } : { text }
}

/** What stands above the names of the columns, as a title, may be so many lines. */
const LINES_ABOVE = 10

/** The sign by which most columns are known. */
function findDelimiter(text: string, hinted?: string): string {
  if (hinted) return hinted
  const known = (delimiter: string) => Math.max(...split(text, delimiter, LINES_ABOVE).map(countKnown))
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: tryCount(() => known(delimiter)) }))
  return counts.sort((one, other) => other.count - one.count)[0]?.delimiter ?? ','
}

function tryCount(count: () => number): number {
  try {
    return count()
  } catch {
    return 0
  }
}

function countKnown(record: string[]): number {
  return record.filter((header) => columnOf(header)).length
}

function split(text: string, delimiter: string, to: number): string[][] {
  const options = { delimiter, to, relax_column_count: true, relax_quotes: true, max_record_size: 200_000 }
  return (parse(text, options) as string[][]).map((record) => record.map(clean))
}

/** What spreadsheets put around a value: hard spaces, invisible signs, an apostrophe, ="…". */
function clean(cell: string): string {
  const text = cell
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  return text
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'/, '')
    .trim()
}

/** The first of the top lines that names the most columns. */
function findHeader(records: string[][]): number {
  const counts = records.slice(0, LINES_ABOVE).map(countKnown)
  return counts.indexOf(Math.max(0, ...counts))
}

/** A second column of mail addresses is the second address. */
function columnsOf(headers: string[]): (Column | null)[] {
  const taken = new Set<Column>()
  return headers.map((header) => {
    const found = columnOf(header)
    const column = found === 'address' && taken.has('address') ? 'second_address' : found
    if (!column || taken.has(column)) return null
    taken.add(column)
    return column
  })
}

function has(columns: (Column | null)[], column: Column): boolean {
  return columns.includes(column) || (column === 'name' && columns.includes('first_name'))
}

const words: Partial<Record<Column, () => string>> = {
  name: () => t('name'),
  address: () => t('address'),
  area: () => t('area'),
}

function expected(headers: string[], needed: Column[]): string {
  const found = headers.filter(Boolean).slice(0, 8).join(', ').slice(0, 200)
  return t('The first line must name the columns; needed are {needed}. Its first line is: {found}', {
    needed: needed.map((column) => words[column]?.() ?? column),
    found: found || '–',
  })
}

/** An empty line counts in a spreadsheet, and says nothing. */
function rowOf(record: string[], columns: (Column | null)[], line: number): Row[] {
  if (record.every((cell) => !cell)) return []
  const cells: Cells = {}
  for (const [at, column] of columns.entries()) if (column && record[at]) cells[column] = record[at]
  const { first_name, last_name, ...rest } = cells
  const name = cells.name ?? [first_name, last_name].filter(Boolean).join(' ')
  return [{ line, cells: { ...rest, ...(name ? { name } : {}) } }]
}
