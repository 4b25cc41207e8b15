const answered: (() => void)[] = []
const MOST_ARRIVALS = 20
let isServing = false
let hasArrived = false
let arrivals = 0

/**
 * What follows an answer of the database, such as a page that is rendered, follows one answer in each round of this
 * thread. In between it looks who else has come: whoever is refused waits for one page, and not for all that are ready. A worker, to which nobody comes, goes straight on.
 */
export async function inItsRound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } finally {
    if (isServing) await new Promise<void>(takeTurn)
  }
}

function takeTurn(resolve: () => void) {
  if (answered.push(resolve) === 1) setImmediate(beginRound)
}

/** Node lets one connection in each round: while more are coming, they come first. */
export function noteArrival() {
  isServing = true
  hasArrived = true
}

function beginRound() {
  const isComing = hasArrived && arrivals < MOST_ARRIVALS
  hasArrived = false
  arrivals = isComing ? arrivals + 1 : 0
  if (!isComing) answered.shift()?.()
  if (answered.length > 0) setImmediate(beginRound)
}
