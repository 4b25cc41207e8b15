/** All that other modules may use of communities. */

export { inviteByCommand } from './batches/verb.ts'
export { underBreakGlass } from './break-glass/index.ts'
export { appNow, endOfDay, today, workingDay, workingDayEnd, workingDaysUntil } from './calendar.ts'
export { mayLookIn } from './charter/reads.ts'
export { type Delivery, listDeliveries, setDelivery, stopMail } from './delivery.ts'
export { askToJoin } from './doors/asking.ts'
export { startGroup } from './groups/starting.ts'
export { addMember } from './membership/members.ts'
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
  looksInto,
  mayRead,
} from './reads.ts'
export { appoint } from './roles/appointing.ts'
export { deskRoles, hasRole, isCoordinator, isMember, isOnDesk, listDesks, listReaders, viewerOf } from './viewer.ts'

import { atRoot } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import * as batches from './batches/index.ts'
import * as breakGlass from './break-glass/index.ts'
import { programmeMaterials } from './charter/materials.tsx'
import { charterRoutes } from './charter/routes.tsx'
import { directoryRoutes, homeRoutes } from './directory/routes.tsx'
import { dropApplication } from './doors/asking.ts'
import { answerApplication } from './doors/inbound.ts'
import { doorLetters } from './doors/letters.ts'
import { reviewRoutes } from './doors/review-routes.tsx'
import { doorRoutes } from './doors/routes.tsx'
import { welcomeLetters } from './doors/welcome.ts'
import { forgetMember, listOffices } from './forget.ts'
import { hearNewcomer } from './greeting/inbound.ts'
import { greetingLetter } from './greeting/letters.ts'
import { greetingRoutes } from './greeting/routes.tsx'
import { topicsLetter } from './greeting/topics-letter.ts'
import { newGroups } from './groups/digest.ts'
import { growingRoutes } from './groups/growing-routes.tsx'
import { answerReview } from './groups/inbound.ts'
import { pickedUpLetter, reviewGroupLetter } from './groups/letters.ts'
import { groupReview } from './groups/review.ts'
import { rhythmClock } from './groups/rhythm.ts'
import { groupRoutes } from './groups/routes.tsx'
import { confirmByReply } from './held/inbound.ts'
import { heldRoutes } from './held/routes.tsx'
import { remindInvited } from './invitations/actions.ts'
import { answerByReply } from './invitations/inbound.ts'
import { invitationLetter, reminderLetters } from './invitations/letters.ts'
import { invitationRoutes } from './invitations/routes.tsx'
import { keeperRoutes } from './keepers/routes.tsx'
import { leftLetter } from './membership/letters.ts'
import { listRoutes } from './membership/list-routes.tsx'
import { ownRoutes } from './membership/own-routes.tsx'
import { sharedCommunities } from './membership/shared.tsx'
import { listCommunityNeeds } from './needs.ts'
import { networkRoutes } from './network/routes.tsx'
import { ownRows } from './own-data.ts'
import * as placement from './placement/index.ts'
import { plantCommunities } from './plant.ts'
import * as regions from './regions/index.ts'
import { endOfTerm } from './roles/appointing.ts'
import { answerRole } from './roles/inbound.ts'
import { appointedLetter, declinedRoleLetter, standInLetter } from './roles/letters.ts'
import { roleRoutes } from './roles/routes.tsx'
import { templateOfCommunities } from './template.ts'

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
    'region_map',
    'region_suggestion',
    'transfer',
    'batch',
    'batch_line',
    'room',
    'room_person',
    'membership',
    'member_tally',
    'role',
    'invitation',
    'application',
    'application_question',
    'elsewhere',
    'break_glass',
    'break_glass_page',
    'break_glass_pair',
  ],
  own: ownRows,
  forget: forgetMember,
  handsOver: listOffices,
  routes: atRoot(
    directoryRoutes,
    groupRoutes,
    growingRoutes,
    homeRoutes,
    charterRoutes,
    doorRoutes,
    reviewRoutes,
    greetingRoutes,
    roleRoutes,
    ownRoutes,
    networkRoutes,
    keeperRoutes,
    heldRoutes,
    invitationRoutes,
    listRoutes,
    breakGlass.routes,
    regions.routes,
    placement.routes,
    batches.invitationFileRoutes,
    batches.postingFileRoutes,
  ),
  receivers: [
    answerByReply,
    answerApplication,
    hearNewcomer,
    answerRole,
    answerReview,
    placement.moveByReply,
    confirmByReply,
    breakGlass.answerByMail,
  ],
  letters: [
    invitationLetter,
    ...reminderLetters,
    ...doorLetters,
    ...welcomeLetters,
    greetingLetter,
    topicsLetter,
    appointedLetter,
    standInLetter,
    declinedRoleLetter,
    reviewGroupLetter,
    pickedUpLetter,
    leftLetter,
    ...placement.letters,
    ...breakGlass.breakGlassLetters,
  ],
  clocks: [
    remindInvited,
    dropApplication,
    endOfTerm,
    groupReview,
    rhythmClock,
    placement.askOnNewRegion,
    breakGlass.breakGlassLapses,
    breakGlass.breakGlassTime,
  ],
  jobs: [breakGlass.endWithOffice, placement.placePerson, batches.workBatch, batches.settleNewMember],
  listens: {
    'posting.changed': placement.placePerson,
    'posting.corrected': placement.placePerson,
    'batch.confirmed': batches.workBatch,
    'member.joined': batches.settleNewMember,
    'member.left': breakGlass.endWithOffice,
    'role.ended': breakGlass.endWithOffice,
    'role.declined': breakGlass.endWithOffice,
  },
  panels: [
    breakGlass.roomNotice,
    sharedCommunities,
    programmeMaterials,
    { ...programmeMaterials, on: 'learning' },
    regions.institutionsPanel,
  ],
  needs: listCommunityNeeds,
  digest: newGroups,
  plant: plantCommunities,
  template: templateOfCommunities,
}
