import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../../../platform/db.ts'
import { logFault } from '../../../platform/log.ts'
import { type Came, type Looking, listCame } from './reads.ts'

/** An open page of a thread: told what came since, and ended when its reader may not read on. */
export type Watch = Looking & { tell: (came: Came) => void; end: () => void; told?: number }

/** Well within the second in which a right that was withdrawn has to end. */
const ROUND_MS = 700

const watches = new Map<Db, Set<Watch>>()

/** Begins to look out for this page; the function that it gives stops it. */
export function watch(db: Db, one: Watch): () => void {
  const before = watches.get(db)
  const all = before ?? new Set<Watch>()
  all.add(one)
  if (!before) {
    watches.set(db, all)
    void goRound(db, all)
  }
  return () => all.delete(one)
}

/** As long as anybody looks: one question a round, however many they are. */
async function goRound(db: Db, all: Set<Watch>) {
  while (all.size > 0) {
    await lookOut(db, [...all]).catch((error) => endAll(all, error))
    await pause(ROUND_MS, undefined, { ref: false })
  }
  watches.delete(db)
}

async function lookOut(db: Db, all: Watch[]) {
  const came = new Map((await listCame(db, all)).map((one) => [one.nth, one]))
  for (const [nth, one] of all.entries()) {
    const hers = came.get(nth)
    if (!hers) one.end()
    else if (hers.count !== (one.told ?? 0)) {
      one.told = hers.count
      one.tell(hers)
    }
  }
}

/** What cannot be asked is not allowed; the pages come again by themselves. */
function endAll(all: Set<Watch>, error: unknown) {
  logFault(error, { round: 'news' })
  for (const one of [...all]) one.end()
}
