const answered: (() => void)[] = []
const MOST_ARRIVALS = 20
let hasArrived = false
let arrivals = 0

/**
 * What follows an answer of the database, such as a page that is rendered, follows one answer in each round of this
 * thread. In between it looks who else has come: whoever is refused waits for one page, and not for all that are ready.
 */
export async function inItsRound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } finally {
    await new Promise<void>((resolve) => {
      if (answered.push(resolve) === 1) setImmediate(beginRound)
    })
  }
}

/** Node lets one connection in each round: while more are coming, they come first. */
export function noteArrival() {
  hasArrived = true
}

function beginRound() {
  const isComing = hasArrived && arrivals < MOST_ARRIVALS
  hasArrived = false
  arrivals = isComing ? arrivals + 1 : 0
  if (!isComing) answered.shift()?.()
  if (answered.length > 0) setImmediate(beginRound)
}
