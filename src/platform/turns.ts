import { AsyncLocalStorage } from 'node:async_hooks'

/** Let in at most: what waited behind these would be answered too late, so it is refused at once. */
const MOST_INSIDE = 32
/** Worked at together. A page renders in one go: the fewer stand ready, the sooner this thread looks who else has come. */
const MOST_AT_WORK = 6

const line: (() => void)[] = []
const isAtWork = new AsyncLocalStorage<boolean>()
let atWork = 0

export function isFull(): boolean {
  return atWork + line.length >= MOST_INSIDE
}

/** Waits in line, works, and gives the turn on, whatever became of the work. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  await takeTurn()
  try {
    return await isAtWork.run(true, work)
  } finally {
    giveTurn()
  }
}

/** Waits for somebody else, such as a slow line: meanwhile it holds nobody up. */
export async function outOfTurn<T>(wait: () => Promise<T>): Promise<T> {
  if (!isAtWork.getStore()) return wait()
  giveTurn()
  try {
    return await isAtWork.run(false, wait)
  } finally {
    await takeTurn()
  }
}

async function takeTurn() {
  if (atWork >= MOST_AT_WORK) await new Promise<void>((resolve) => line.push(resolve))
  else atWork++
}

function giveTurn() {
  const next = line.shift()
  if (next) next()
  else atWork--
}
