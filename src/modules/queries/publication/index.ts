import { reviewByReply } from './inbound.ts'
import { changesWanted, readyToPublish, replyLetter, toAsker } from './letters.ts'
import { reviewClock } from './review.ts'

export { itemResponse } from './document.ts'
export { publishReply } from './publishing.ts'
export { answerReview, askAsker } from './review.ts'
export { routes } from './routes.tsx'

export const clocks = [reviewClock]
export const letters = [toAsker, changesWanted, readyToPublish, replyLetter]
export const receivers = [reviewByReply]
