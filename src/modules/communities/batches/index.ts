export { invitationFileRoutes } from './invitation-routes.tsx'
export { postingFileRoutes } from './posting-routes.tsx'
export { settleNewMember, workBatch } from './work.ts'
