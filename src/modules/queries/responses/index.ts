import { halfTimeClock, noAnswerClock, replyByClock } from './gathering.ts'
import { respondByReply, respondToNudge } from './inbound.ts'
import { closed, closedAgain, halfTime, noAnswer, nudge } from './letters.ts'

export { deskOf, gatheringDays, startGathering } from './gathering.ts'
export { headLetters, subjectOf } from './letter-head.ts'
export { listResponses, listThread, type Response } from './reads.ts'
export { routes } from './routes.tsx'

export const clocks = [halfTimeClock, noAnswerClock, replyByClock]
export const letters = [nudge, halfTime, noAnswer, closed, closedAgain]
export const receivers = [respondByReply, respondToNudge]
