export { consolidationDue } from './due.ts'
export { listOffences } from './guard.ts'
export { readDraft } from './reads.ts'
export { routes } from './routes.tsx'

export const clocks = []
export const letters = []
export const receivers = []
