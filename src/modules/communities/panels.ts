import type { Db, Id } from '../../platform/db.ts'
import type { Panel } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'

let panels: Panel[] = []

/** What other modules add to a community's page; set once, when the program is put together. */
export function setCommunityPanels(all: Panel[]) {
  panels = all.filter((panel) => panel.on === 'community')
}

export function listCommunityPanels(db: Db, viewer: Viewer, community_id: Id) {
  return Promise.all(panels.map((panel) => panel.render(db, viewer, community_id)))
}
