/** What needs you: a short list made for one person, and below it what is new. */
export { setNeeds } from './needs.ts'

import { t } from '../../platform/i18n.ts'
import type { Module } from '../../platform/module.ts'
import { offerStop, setLetter, wantsLetter } from '../notices/index.ts'
import { replyToMonday } from './inbound.ts'
import { mondayAddress, mondayName } from './jobs.ts'
import { mondayNote } from './mails.ts'
import { openMonday, planMondays } from './monday.ts'
import { mondayPanel } from './panels.tsx'
import { routes } from './routes.tsx'

offerStop({
  code: mondayAddress.code,
  name: () => t('The Monday note'),
  isStopped: async (db, viewer) => !(await wantsLetter(db, viewer, mondayName)),
  stop: (db, viewer) => setLetter(db, viewer, mondayName, { wanted: false }),
})

export const today: Module = {
  name: 'today',
  tables: [],
  routes: [{ at: '/', router: routes }],
  clocks: [openMonday],
  letters: [mondayNote],
  receivers: [replyToMonday],
  panels: [mondayPanel],
  plant: planMondays,
}
