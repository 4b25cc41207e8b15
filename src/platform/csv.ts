import type { Ctx } from './http.ts'

/** A table as spreadsheets read it: UTF-8 with its mark; what could be taken for a formula is put in quotes of text. */
export function csv(rows: (string | number | null)[][]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number | null): string {
  const safe = value === null ? '' : asText(String(value))
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * What begins as a formula begins with the sign of text; and so does what a spreadsheet that looks for semicolons, tabs or
 * line ends first would take for a cell of its own.
 */
function asText(text: string): string {
  const whole = /^\s*[=+\-@＝＋－＠]|^[\t\r]/u.test(text) ? `'${text}` : text
  return whole.replace(/([;\t\r\n]\s*)(?=[=+@＝＋＠]|-(?! ))/gu, "$1'")
}

/** A table to keep, which no page shows. */
export function giveCsv(c: Ctx, name: string, text: string) {
  return c.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
}
