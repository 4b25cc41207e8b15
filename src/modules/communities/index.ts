/** All that other modules may use of communities. */
export { appNow, endOfDay, today, workingDay, workingDayEnd, workingDaysUntil } from './calendar.ts'
export { type Delivery, listDeliveries, setDelivery, stopMail } from './delivery.ts'
export { addMember, type Because, endMembership } from './membership/members.ts'
export { setCommunityPanels } from './panels.ts'
export { hasSteward, plantMember, plantSteward } from './plant.ts'
export {
  audienceSentence,
  type Community,
  findCommunity,
  findCommunityById,
  findMailName,
  findNetwork,
  letterHead,
  listCommunities,
  mayRead,
} from './reads.ts'
export { deskRoles, hasRole, isCoordinator, isMember, isOnDesk, listDesks, listReaders, viewerOf } from './viewer.ts'

import type { Module } from '../../platform/module.ts'
import { heldRoutes } from './held/routes.tsx'
import { remindInvited } from './invitations/actions.ts'
import { answerByReply } from './invitations/inbound.ts'
import { invitationLetter, reminderLetters, welcomeLetter } from './invitations/letters.ts'
import { invitationRoutes } from './invitations/routes.tsx'
import { listRoutes } from './membership/list-routes.tsx'
import { plantCommunities } from './plant.ts'
import { routes } from './routes.tsx'

export const communities: Module = {
  name: 'communities',
  tables: [
    'community',
    'community_link',
    'slug',
    'mail_name',
    'calendar',
    'holiday',
    'region_area',
    'room',
    'room_person',
    'membership',
    'role',
    'invitation',
    'application',
    'application_question',
    'elsewhere',
  ],
  routes: [
    { at: '/', router: routes },
    { at: '/', router: heldRoutes },
    { at: '/', router: invitationRoutes },
    { at: '/', router: listRoutes },
  ],
  receivers: [answerByReply],
  letters: [invitationLetter, ...reminderLetters, welcomeLetter],
  clocks: [remindInvited],
  plant: plantCommunities,
}
