/** All that other modules may use of notices. */
export { planDigests } from './digest-plan.ts'
export { readersOf } from './digest-reads.ts'
export { setDigestParts } from './parts.ts'
export { offerStop, saysStop, setLetter, stopLink, wantsLetter } from './stops.ts'

import { t } from '../../platform/i18n.ts'
import type { Module } from '../../platform/module.ts'
import { openMorning } from './digest.ts'
import { planDigests } from './digest-plan.ts'
import { forgetReader } from './forget.ts'
import { replyToDigest } from './inbound.ts'
import { digestAddress, planDigest } from './jobs.ts'
import { digestLetter } from './mails.ts'
import { listMailNeeds } from './needs.ts'
import { ownRows } from './own-data.ts'
import { communityPanel } from './panels.tsx'
import { personToKnow } from './person-to-know.ts'
import { mailRoutes } from './routes.tsx'
import { findRhythm, stopDigest } from './settings.ts'
import { stopRoutes } from './stop-routes.tsx'
import { offerStop } from './stops.ts'

offerStop({
  code: digestAddress.code,
  name: () => t('The digest'),
  isStopped: async (db, viewer) => (await findRhythm(db, viewer)).digest_rhythm === 'never',
  stop: (db, viewer) => stopDigest(db, viewer),
})

export const notices: Module = {
  name: 'notices',
  tables: ['digest', 'digest_plan', 'letter_stop'],
  own: ownRows,
  forget: forgetReader,
  routes: [
    { at: '/stop', router: stopRoutes },
    { at: '/me/mail', router: mailRoutes },
  ],
  jobs: [planDigest],
  clocks: [openMorning],
  letters: [digestLetter],
  receivers: [replyToDigest],
  listens: { 'member.joined': planDigest, 'delivery.changed': planDigest },
  needs: listMailNeeds,
  digest: personToKnow,
  panels: [communityPanel],
  plant: (db) => planDigests(db),
}
