import type { Canaries, Canary } from './canaries.ts'
import type { Claim } from './claims.ts'
import type { Matrix } from './matrix.ts'
import { kindsOf, type Looker, type Standing } from './standing.ts'
import { tokensIn, wordsIn } from './words.ts'

/** What is expected of this run: its words, who stands where, and the table that says who may see what. */
export type Expected = { canaries: Canaries; standing: Standing; matrix: Matrix; seen: Sightings }

/** By cell: how often it alone let somebody see a word, and how often with others. */
export type Sightings = Map<string, { alone: number; beside: number }>

export type Seen = { word: string; canary: Canary }

/** The canaries in a text that this person, or nobody, may not see; what she asked with is not counted as an answer. */
export function findLeaks(expected: Expected, text: string, looker: Looker, asked = ''): Seen[] {
  const known = new Set([...wordsIn(asked), ...tokensIn(asked)])
  return seenIn(expected.canaries, text).filter(({ word, canary }) => {
    if (known.has(word)) return false
    const cells = cellsOf(expected, canary, looker)
    noteCells(expected.seen, cells)
    return cells.length === 0
  })
}

export function seenIn(canaries: Canaries, text: string): Seen[] {
  return [...new Set([...wordsIn(text), ...tokensIn(text)])].flatMap((word) => {
    const canary = canaries.get(word)
    return canary ? [{ word, canary }] : []
  })
}

export function maySee(expected: Expected, canary: Canary, looker: Looker): boolean {
  return cellsOf(expected, canary, looker).length > 0
}

/** The cells by which she may see this word; none says that she may not. */
function cellsOf({ standing, matrix }: Expected, canary: Canary, looker: Looker): string[] {
  const cells = [...canary.claims.values()].flatMap((claim) =>
    kindsOf(standing, looker, claim).flatMap((kind) =>
      lets(matrix, claim, kind, looker) ? [cellName(claim.thing, kind)] : [],
    ),
  )
  return [...new Set(cells)]
}

export const cellName = (thing: string, kind: string) => `${thing} · ${kind}`

function lets(matrix: Matrix, { thing, listed }: Claim, kind: string, { id }: Looker): boolean {
  const cell = matrix.cell(thing, kind)
  if (cell === 'listed') return id !== null && (listed ?? []).includes(id)
  return cell === 'reads' || cell === 'may' || cell === 'lasts'
}

function noteCells(seen: Sightings, cells: string[]) {
  for (const cell of cells) {
    const times = seen.get(cell) ?? { alone: 0, beside: 0 }
    if (cells.length === 1) times.alone++
    else times.beside++
    seen.set(cell, times)
  }
}
