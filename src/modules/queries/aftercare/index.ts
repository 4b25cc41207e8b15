import { addAdditional } from './additional.ts'
import { followUpClock } from './asking.ts'
import { useByReply } from './inbound.ts'
import { useLetters } from './letters.ts'

export { rounds } from './clocks.ts'
export { routes } from './routes.tsx'

export const clocks = [followUpClock]
export const letters = useLetters
export const receivers = [useByReply]
export const jobs = [addAdditional]
export const listens = { 'post.distributed': addAdditional }
