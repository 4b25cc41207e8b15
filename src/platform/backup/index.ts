/** Copies of the whole instance: made while it works, proved, and restored into an empty one. */
export type { Manifest } from './folder.ts'
export { restoreCopy } from './restore.ts'
export { verifyCopy } from './verify.ts'
export { type Progress, writeCopy } from './write.ts'
