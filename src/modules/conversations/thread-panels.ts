import type { Db, Id } from '../../platform/db.ts'
import type { Panel } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'

let panels: Panel[] = []

/** What other modules say of a thread, above its posts; set once, when the program is put together. */
export function setThreadPanels(all: Panel[]) {
  panels = all.filter((panel) => panel.on === 'thread')
}

export function listThreadPanels(db: Db, viewer: Viewer, thread_id: Id) {
  return Promise.all(panels.map((panel) => panel.render(db, viewer, thread_id)))
}
