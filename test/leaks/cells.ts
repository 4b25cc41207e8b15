import { cellName, type Expected } from './expected.ts'
import type { Finding } from './look.ts'
import { type Crawler, lookerOf } from './routes.ts'
import { kindsOf } from './standing.ts'

export type Cells = { demanded: number; unmet: string[]; forbidden: number }

/** How much of the table this run has met. */
export function listCells({ matrix, seen }: Expected): Cells {
  const cells = matrix.things.flatMap((thing) =>
    matrix.kinds.map((kind) => ({ name: cellName(thing, kind), cell: matrix.cell(thing, kind) })),
  )
  const demanded = cells.filter(({ cell }) => DEMANDED.includes(cell))
  return {
    demanded: demanded.length,
    unmet: demanded.flatMap(({ name }) => (seen.get(name)?.alone ? [] : [name])),
    forbidden: cells.filter(({ cell }) => cell === '-').length,
  }
}

const DEMANDED = ['reads', 'listed', 'lasts']

/** A class that no row is, a kind that nobody crawls as, and a cell by which nobody saw anything. */
export function listUncovered(expected: Expected, crawlers: Crawler[]): Finding[] {
  const { matrix } = expected
  const claims = [...expected.canaries.values()].flatMap((canary) => [...canary.claims.values()])
  const things = new Set(claims.map(({ thing }) => thing))
  const kinds = new Set(
    crawlers.flatMap((crawler) => claims.flatMap((claim) => kindsOf(expected.standing, lookerOf(crawler), claim))),
  )
  const later = (kind: string) => matrix.things.every((thing) => matrix.cell(thing, kind) === 'later')
  return [
    ...matrix.things.filter((thing) => !things.has(thing)).map((thing) => finding(thing)),
    ...matrix.kinds.filter((kind) => !kinds.has(kind) && !later(kind)).map((kind) => finding(kind)),
    ...listCells(expected).unmet.map(finding),
  ]
}

function finding(column: string): Finding {
  return { what: 'not met', where: 'test/leaks/matrix.md', who: 'nobody', column }
}
