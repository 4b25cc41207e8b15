import type { Db, Id } from '../../platform/db.ts'
import { logFault } from '../../platform/log.ts'
import type { Panel } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'

let panels: Panel[] = []

/** What other modules add to a community's page; set once, when the program is put together. */
export function setCommunityPanels(all: Panel[]) {
  const order = ({ order = 50 }: Panel) => order
  panels = all.filter((panel) => panel.on === 'community').sort((one, other) => order(one) - order(other))
}

/** One that fails is reported and leaves the others standing. */
export function listCommunityPanels(db: Db, viewer: Viewer, community_id: Id) {
  return Promise.all(panels.map((panel) => panel.render(db, viewer, community_id).catch(report)))
}

function report(error: unknown) {
  logFault(error, { page: 'community' })
  return null
}
