import { parse } from 'csv-parse/sync'

/** The cells that a spreadsheet would reckon, whichever sign it takes for the end of one. */
export function formulasIn(table: string): string[] {
  return [',', ';', '\t'].flatMap((delimiter) => {
    const rows: string[][] = parse(table, {
      ...{ bom: true, delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true },
    })
    const isFormula = delimiter === ',' ? /^\s*[=+\-@＝＋－＠]|^[\t\r]/u : /^\s*[=+@＝＋＠]/u
    return rows
      .flat()
      .filter((cell) => isFormula.test(cell))
      .map((cell) => `a formula between ${JSON.stringify(delimiter)}: ${cell.slice(0, 60)}`)
  })
}
