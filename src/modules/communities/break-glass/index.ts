/** All that the rest of communities uses of break-glass. */
export { breakGlassLapses, breakGlassTime, endWithOffice } from './ending.ts'
export { answerByMail } from './inbound.ts'
export { breakGlassLetters } from './letters.ts'
export { listBreakGlassNeeds } from './needs.ts'
export { roomNotice } from './room-notice.tsx'
export { breakGlassRoutes as routes } from './routes.tsx'
export { underBreakGlass } from './under.ts'
