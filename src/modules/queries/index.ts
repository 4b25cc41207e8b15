/** All that other modules may use of queries. */

export { fillDraft, startCompiling } from './compile/index.ts'
export { ask } from './desk/asking.ts'
export { acceptArchive, offerArchive } from './desk/exits.ts'
export { agree, askForChanges, shape } from './desk/shaping.ts'
export { answerReview, askAsker, publishReply } from './publication/index.ts'
export { findQuery, type Query } from './query.ts'
export { respond } from './responses/actions.ts'
export { listCandidates, nudgeMembers } from './responses/nudging.ts'

import type { Module } from '../../platform/module.ts'
import * as aftercare from './aftercare/index.ts'
import * as compile from './compile/index.ts'
import { crossingPanel } from './crossing.tsx'
import * as desk from './desk/index.ts'
import { queryDigest } from './digest.ts'
import { forgetAsker } from './forget.ts'
import { listFound } from './found.ts'
import { listQueryNeeds } from './needs.ts'
import { ownRows } from './own-data.ts'
import { communityPanel, todayPanel } from './panels.tsx'
import * as publication from './publication/index.ts'
import * as responses from './responses/index.ts'
import { routes } from './routes.tsx'

responses.headLetters()

/** The nouns, each with its own routes, letters, clocks and receivers. */
const nouns = [desk, responses, compile, publication, aftercare]

export const queries: Module = {
  name: 'queries',
  tables: ['query', 'query_topic', 'query_shape', 'response', 'nudge', 'compile_draft', 'piece'],
  own: ownRows,
  forget: forgetAsker,
  routes: [
    { at: '/communities/:community', router: desk.communityRoutes },
    { at: '/communities/:community/queries', router: routes },
    ...nouns.map((noun) => ({ at: '/communities/:community/queries/:key', router: noun.routes })),
  ],
  jobs: aftercare.jobs,
  listens: aftercare.listens,
  clocks: nouns.flatMap((noun) => noun.clocks),
  letters: nouns.flatMap((noun) => noun.letters),
  communityMail: desk.takeNewMail,
  receivers: nouns.flatMap((noun) => noun.receivers),
  panels: [communityPanel, todayPanel, crossingPanel],
  needs: listQueryNeeds,
  digest: queryDigest,
  finds: [{ kind: 'query', list: listFound }],
}
