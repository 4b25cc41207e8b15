export { consolidationDue } from './due.ts'
export { fillDraft } from './filling.ts'
export { listOffences } from './guard.ts'
export { readDraft } from './reads.ts'
export { routes } from './routes.tsx'
export { startCompiling } from './skeleton.ts'

export const clocks = []
export const letters = []
export const receivers = []
