import type { Db, Id } from '../../platform/db.ts'
import type { Panel } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'

let panels: Panel[] = []

/** What other modules add to a person's page; set once, when the program is put together. */
export function setPersonPanels(all: Panel[]) {
  panels = all.filter((panel) => panel.on === 'person')
}

export function listPersonPanels(db: Db, viewer: Viewer, person_id: Id) {
  return Promise.all(panels.map((panel) => panel.render(db, viewer, person_id)))
}
