import type { Db } from '../../platform/db.ts'
import { logFault } from '../../platform/log.ts'
import type { Module, Need } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'

let sources: NonNullable<Module['needs']>[] = []

/** Whose needs Today shows; set once, when the program is put together. */
export function setNeeds(modules: Module[]) {
  sources = modules.flatMap((module) => module.needs ?? [])
}

/** Most pressing first, then what is due sooner, then what has waited longer. A source that fails leaves the others standing. */
export async function listNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  const lists = await Promise.all(sources.map((list) => list(db, viewer).catch(reportAnd<Need[]>([]))))
  return lists.flat().sort(byPressure)
}

function byPressure(one: Need, other: Need): number {
  return other.weight - one.weight || orNever(one.due) - orNever(other.due) || orNever(one.since) - orNever(other.since)
}

function orNever(at: Date | null | undefined): number {
  return at?.getTime() ?? Number.MAX_SAFE_INTEGER
}

function reportAnd<T>(instead: T) {
  return (error: unknown) => {
    logFault(error, { page: 'today' })
    return instead
  }
}
