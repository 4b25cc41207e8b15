/** A line as it stayed, went or came. */
export type Change = { kind: 'same' | 'gone' | 'new'; text: string }

/** Beyond this, what differs is shown as a whole: comparing each line with each would take too long. */
const MOST_COMPARED = 1_000_000

/** What changed between two texts, line by line; what is alike at both ends is not compared. */
export function changesBetween(before: string, after: string): Change[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  const start = countAlike(old, fresh)
  const end = countAlike(old.slice(start).reverse(), fresh.slice(start).reverse())
  return [
    ...old.slice(0, start).map(same),
    ...compare(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...old.slice(old.length - end).map(same),
  ]
}

const same = (text: string): Change => ({ kind: 'same', text })
const gone = (text: string): Change => ({ kind: 'gone', text })
const fresh = (text: string): Change => ({ kind: 'new', text })

function countAlike(one: string[], other: string[]): number {
  const differs = one.findIndex((line, i) => line !== other[i])
  return differs < 0 ? Math.min(one.length, other.length) : differs
}

function compare(old: string[], now: string[]): Change[] {
  if (old.length * now.length > MOST_COMPARED) return [...old.map(gone), ...now.map(fresh)]
  const alike = longestAlike(old, now)
  const changes: Change[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      changes.push(same(old[i++] ?? ''))
      j++
    } else if (i < old.length && (j === now.length || at(alike, i + 1, j) >= at(alike, i, j + 1))) {
      changes.push(gone(old[i++] ?? ''))
    } else changes.push(fresh(now[j++] ?? ''))
  }
  return changes
}

const at = (table: number[][], i: number, j: number) => table[i]?.[j] ?? 0

/** How many lines two texts have in common from each pair of places on. */
function longestAlike(old: string[], now: string[]): number[][] {
  const table: number[][] = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i] as number[]
      row[j] = old[i] === now[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  return table
}
