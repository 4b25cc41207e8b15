/** All that other modules may use of people. */
export { activatePerson, invitePerson, noteBounce } from './actions.ts'
export { addressField } from './forms.ts'
export { setPersonPanels } from './panels.ts'
export { type PlantedPerson, plantPerson } from './plant.ts'
export {
  findPerson,
  findSender,
  listAreas,
  listDeclaredTopics,
  listNames,
  listTopics,
  type Name,
  type Person,
} from './reads.ts'
export { type Rhythm, setDigestRhythm } from './rhythm.ts'
export { giveSession, sessionCookie } from './routes.tsx'
export { endSession, findSession, makeSignInLink, openSession, touchSession } from './sign-in.ts'

import type { Module } from '../../platform/module.ts'
import { signInLetter } from './mails.ts'
import { plantPeople } from './plant.ts'
import { peopleRoutes, signInRoutes } from './routes.tsx'

export const people: Module = {
  name: 'people',
  tables: ['person', 'address', 'session', 'sign_in', 'area', 'topic', 'declared_topic'],
  routes: [
    { at: '/', router: signInRoutes },
    { at: '/', router: peopleRoutes },
  ],
  letters: [signInLetter],
  plant: plantPeople,
}
