import type { Db, Id } from './db.ts'
import { logFault } from './log.ts'
import type { Panel } from './module.ts'
import type { Viewer } from './viewer.ts'

let panels: Panel[] = []

/** What modules add to each other's pages, in the order in which it stands; set once, when the program is put together. */
export function setPanels(all: Panel[]) {
  const order = ({ order = 50 }: Panel) => order
  panels = [...all].sort((one, other) => order(one) - order(other))
}

/** The panels of one page about this subject. One that fails is reported and leaves the others standing. */
export function listPanels(on: Panel['on'], db: Db, viewer: Viewer, subject_id: Id): Promise<unknown[]> {
  const wanted = panels.filter((panel) => panel.on === on)
  return Promise.all(
    wanted.map((panel) =>
      panel.render(db, viewer, subject_id).catch((error) => {
        logFault(error, { panel: on })
        return null
      }),
    ),
  )
}
