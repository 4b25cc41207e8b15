import { answeredLetter, archiveOffers, archiveThanks, endedLetter, withdrawnLetter } from './exit-letters.ts'
import { answerArchive, answerShaping, takeNewMail } from './inbound.ts'
import { arrived, keptAsDraft, postedLetter, received } from './letters.ts'
import { workQueue } from './posting.ts'
import { parkQuery, remindAsker } from './shaping.ts'
import { agreedLetter, askerAnswered, parkedLetters, reminders, shapedLetters } from './shaping-letters.ts'

export { communityRoutes } from './community-routes.tsx'
export { routes } from './routes.tsx'

export const clocks = [remindAsker, parkQuery, workQueue]
export const letters = [
  ...shapedLetters,
  ...reminders.flat(),
  ...askerAnswered,
  received,
  keptAsDraft,
  arrived,
  ...parkedLetters,
  agreedLetter,
  postedLetter,
  endedLetter,
  withdrawnLetter,
  ...archiveOffers,
  answeredLetter,
  archiveThanks,
]
export const receivers = [answerShaping, answerArchive]
export { takeNewMail }
