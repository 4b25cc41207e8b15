import { answerArchive, answerShaping, takeNewMail } from './inbound.ts'
import {
  agreedLetter,
  archiveOffer,
  archiveThanks,
  arrived,
  askerAnswered,
  endedLetter,
  keptAsDraft,
  parkedLetter,
  postedLetter,
  received,
  reminders,
  shapedLetters,
  withdrawnLetter,
} from './letters.ts'
import { workQueue } from './posting.ts'
import { parkQuery, remindAsker } from './shaping.ts'

export { communityRoutes } from './community-routes.tsx'
export { routes } from './routes.tsx'

export const clocks = [remindAsker, parkQuery, workQueue]
export const letters = [
  ...shapedLetters,
  ...reminders,
  ...askerAnswered,
  received,
  keptAsDraft,
  arrived,
  parkedLetter,
  agreedLetter,
  postedLetter,
  endedLetter,
  withdrawnLetter,
  archiveOffer,
  archiveThanks,
]
export const receivers = [answerShaping, answerArchive]
export { takeNewMail }
