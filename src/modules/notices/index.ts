/** All that other modules may use of notices. */
export { planDigests } from './digest-plan.ts'
export { digestCommunities, setDigestParts, topicCommunities } from './parts.ts'

import type { Module } from '../../platform/module.ts'
import { openDigest } from './digest.ts'
import { planDigests } from './digest-plan.ts'
import { replyToDigest } from './inbound.ts'
import { planDigest } from './jobs.ts'
import { digestLetter } from './mails.ts'
import { mailRoutes, stopRoutes } from './routes.tsx'

export const notices: Module = {
  name: 'notices',
  tables: ['digest'],
  routes: [
    { at: '/stop', router: stopRoutes },
    { at: '/me/mail', router: mailRoutes },
  ],
  jobs: [planDigest],
  clocks: [openDigest],
  letters: [digestLetter],
  receivers: [replyToDigest],
  listens: { 'member.joined': planDigest, 'delivery.changed': planDigest },
  plant: (db) => planDigests(db),
}
