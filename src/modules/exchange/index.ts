/** What comes in from elsewhere, and goes out: archives of mailing lists so far. */
export { importByCommand } from './mbox/verb.ts'

import type { Module } from '../../platform/module.ts'
import { archiveRoutes } from './archive-routes.tsx'
import { forgetMails } from './forget.ts'
import { ownRows } from './own-data.ts'
import { ofArchive } from './panels.tsx'

export const exchange: Module = {
  name: 'exchange',
  tables: ['import', 'import_mail', 'archive_mail'],
  own: ownRows,
  forget: forgetMails,
  panels: [ofArchive],
  routes: [{ at: '/', router: archiveRoutes }],
}
