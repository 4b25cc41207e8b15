/** All that other modules may use of people. */
export { activatePerson, invitePerson, noteBounce } from './actions.ts'
export { type AreaName, listAreaNames, listAreas, matchArea } from './areas.ts'
export { addToCohort, type Cohort, findCohort, listCohorts } from './cohorts.ts'
export { addressField } from './forms.ts'
export { setPersonPanels } from './panels.ts'
export { type PlantedPerson, plantPerson } from './plant-person.ts'
export { correctPosting, findPosting, type Posting, recordPosting, type Work } from './postings.ts'
export {
  findPeopleByAddress,
  findPerson,
  findSender,
  listDeclaredTopics,
  listNames,
  listTopics,
  type Name,
  type Person,
} from './reads.ts'
export { type Rhythm, setDigestRhythm } from './rhythm.ts'
export { giveSession, sessionCookie } from './routes.tsx'
export { endSession, findSession, makeSignInLink, openSession, touchSession } from './sign-in.ts'
export { homeAreaOf, listTerms, matchTerm, type Term, type TermKind } from './terms.ts'

import type { Module } from '../../platform/module.ts'
import { signInLetter } from './mails.ts'
import { plantPeople } from './plant.ts'
import { peopleRoutes, signInRoutes } from './routes.tsx'

export const people: Module = {
  name: 'people',
  tables: [
    'person',
    'address',
    'session',
    'sign_in',
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
  ],
  routes: [
    { at: '/', router: signInRoutes },
    { at: '/', router: peopleRoutes },
  ],
  letters: [signInLetter],
  plant: plantPeople,
}
