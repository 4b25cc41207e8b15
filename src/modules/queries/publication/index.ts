import { reviewByReply } from './inbound.ts'
import { changesWanted, readyToPublish, replyLetter, toAsker } from './letters.ts'
import { reviewClock } from './review.ts'

export { composeFrom, composeReply, itemResponse } from './document.ts'
export { correctReply, publishReply } from './publishing.ts'
export { answerReview, askAsker, takeBack } from './review.ts'
export { routes } from './routes.tsx'

export const clocks = [reviewClock]
export const letters = [toAsker, changesWanted, readyToPublish, replyLetter]
export const receivers = [reviewByReply]
