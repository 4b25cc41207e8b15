import { readFileSync } from 'node:fs'

export type Cell = 'reads' | 'may' | 'listed' | 'lasts' | '-' | 'later'
/** Who may see what, as matrix.md has it: a line for each class of thing, a cell for each kind of reader. */
export type Matrix = { things: string[]; kinds: string[]; cell: (thing: string, kind: string) => Cell }

const CELLS = ['reads', 'may', 'listed', 'lasts', '-', 'later']

export function readMatrix(text = readFileSync(new URL('matrix.md', import.meta.url), 'utf8')): Matrix {
  const [head = [], ...lines] = tableIn(text)
  const kinds = head.slice(1)
  const cells = new Map(lines.map(([thing = '', ...row]) => [thing, rowOf(thing, kinds, row)]))
  if (cells.size !== lines.length || cells.size === 0) throw new Error('matrix.md names a thing twice, or none')
  return { things: [...cells.keys()], kinds, cell: (thing, kind) => cellOf(cells, thing, kind) }
}

/** The lines of the one table that begins with “thing”. */
function tableIn(text: string): string[][] {
  const from = text.indexOf('| thing')
  if (from < 0) throw new Error('matrix.md has no table of things')
  const lines = text.slice(from).split('\n')
  return lines
    .slice(0, Math.max(2, lines.indexOf('')))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([first = '']) => first !== '' && !/^-+$/.test(first))
}

function rowOf(thing: string, kinds: string[], row: string[]): Map<string, Cell> {
  if (row.length !== kinds.length)
    throw new Error(`matrix.md: ${thing} has ${row.length} cells for ${kinds.length} kinds`)
  const wrong = row.find((cell) => !CELLS.includes(cell))
  if (wrong !== undefined) throw new Error(`matrix.md: ${thing} has a cell that says “${wrong}”`)
  return new Map(kinds.map((kind, at) => [kind, row[at] as Cell]))
}

function cellOf(cells: Map<string, Map<string, Cell>>, thing: string, kind: string): Cell {
  const cell = cells.get(thing)?.get(kind)
  if (!cell) throw new Error(`matrix.md has no cell for ${thing} and ${kind}`)
  return cell
}

/** The same with one cell turned: what stood there as seen is not to be seen any more. */
export function turned(matrix: Matrix, thing: string, kind: string): Matrix {
  return {
    ...matrix,
    cell: (one, other) => (one === thing && other === kind ? '-' : matrix.cell(one, other)),
  }
}
