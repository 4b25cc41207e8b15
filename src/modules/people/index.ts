/** All that other modules may use of people. */

export { activatePerson, forgetInvited, invitePerson, noteBounce } from './actions.ts'
export { claimArchives, dropArchiveAuthors, knowArchiveAuthors } from './archive-authors.ts'
export { type AreaName, listAreaNames, matchArea } from './areas.ts'
export { answerConnection, askConnection } from './connections/actions.ts'
export { setDesk } from './desk.ts'
export { addressField } from './forms.ts'
export { askAgain } from './fresh-proof/asking.ts'
export { noteService } from './from-file.ts'
export {
  addToCohort,
  type Cohort,
  findCohort,
  listCohorts,
  listFellows,
  listKnownOfCohort,
} from './learning/cohorts.ts'
export { findProgramme, type Institution, listInstitutions } from './learning/reads.ts'
export { erasureSubjects } from './own-data/subject.ts'
export { plantPerson } from './plant-person.ts'
export { findPosting, recordPosting } from './postings.ts'
export {
  findPeopleByAddress,
  findPerson,
  findSender,
  listDeclaredTopics,
  listNames,
  listTopics,
  type Name,
  type Person,
  shownName,
} from './reads.ts'
export { type Rhythm, type RhythmWish, setDigestRhythm } from './rhythm.ts'
export { proofPath } from './second-factor/next.ts'
export { resetFactors } from './second-factor/reset.ts'
export { listWithFactor } from './second-factor/standing.ts'
export { changeSession, guarded, guardedName, sessionCookie } from './sessions/cookie.ts'
export {
  findSession,
  isOpen as isOpenSession,
  openSession,
  touchSession,
} from './sessions/sessions.ts'
export { makeSignInLink } from './sign-in/sign-in.ts'

import { atRoot } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import { addedLetter, addressCodeLetter, takenLetter } from './addresses/mails.ts'
import { addressRoutes } from './addresses/routes.tsx'
import { connectionByReply } from './connections/inbound.ts'
import { agreedLetter, connectionLetter } from './connections/mails.ts'
import { connectionRoutes } from './connections/routes.tsx'
import { directoryRoutes } from './directory/routes.tsx'
import { freshCodeLetter } from './fresh-proof/mails.ts'
import { freshProofRoutes } from './fresh-proof/routes.tsx'
import { learningRoutes } from './learning/routes.tsx'
import { listPeopleNeeds } from './needs.ts'
import { erasureClock } from './own-data/erasing.ts'
import { forgetPerson } from './own-data/forget.ts'
import { undoErasureByReply } from './own-data/inbound.ts'
import { erasureCodeLetter, erasureLetter, erasureUndoneLetter } from './own-data/mails.ts'
import { ownRows } from './own-data/own.ts'
import { ownDataRoutes } from './own-data/routes.tsx'
import { passkeyDoorRoutes } from './passkeys/door-routes.tsx'
import { passkeyAddedLetter, passkeyDoubtedLetter, passkeyRemovedLetter } from './passkeys/mails.ts'
import { passkeyRoutes } from './passkeys/routes.tsx'
import { plantPeople } from './plant.ts'
import { profileRoutes } from './profile/routes.tsx'
import { identityLinkedLetter, identityUnlinkedLetter } from './provider/mails.ts'
import { providerRoutes } from './provider/routes.tsx'
import { appRemovedLetter, appSetLetter, codeUsedLetter, factorsResetLetter } from './second-factor/mails.ts'
import { secondFactorRoutes } from './second-factor/routes.tsx'
import { sessionRoutes } from './sessions/routes.tsx'
import { signInLetter } from './sign-in/mails.ts'
import { signInRoutes } from './sign-in/routes.tsx'
import { templateOfPeople } from './template.ts'

export const people: Module = {
  name: 'people',
  tables: [
    'archive_address',
    'person',
    'address',
    'session',
    'sign_in',
    'passkey',
    'passkey_challenge',
    'time_code',
    'recovery_code',
    'factor_reset',
    'identity',
    'provider_try',
    'fresh_proof',
    'area',
    'topic',
    'declared_topic',
    'term',
    'institution',
    'programme',
    'cohort',
    'cohort_person',
    'posting',
    'connection',
    'address_proof',
    'erasure',
  ],
  own: ownRows,
  forget: forgetPerson,
  routes: atRoot(
    passkeyDoorRoutes,
    providerRoutes,
    signInRoutes,
    profileRoutes,
    addressRoutes,
    passkeyRoutes,
    secondFactorRoutes,
    sessionRoutes,
    freshProofRoutes,
    ownDataRoutes,
    connectionRoutes,
    directoryRoutes,
    learningRoutes,
  ),
  receivers: [connectionByReply, undoErasureByReply],
  letters: [
    signInLetter,
    addressCodeLetter,
    addedLetter,
    takenLetter,
    connectionLetter,
    agreedLetter,
    passkeyAddedLetter,
    passkeyRemovedLetter,
    passkeyDoubtedLetter,
    appSetLetter,
    appRemovedLetter,
    codeUsedLetter,
    factorsResetLetter,
    identityLinkedLetter,
    identityUnlinkedLetter,
    erasureCodeLetter,
    erasureLetter,
    erasureUndoneLetter,
    freshCodeLetter,
  ],
  clocks: [erasureClock],
  needs: listPeopleNeeds,
  plant: plantPeople,
  template: templateOfPeople,
}
