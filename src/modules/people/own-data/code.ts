import { mailedCode } from '../mailed-code.ts'

/** What proves an asking. */
export const erasureCodeOf = (key: string) => mailedCode('erasure code', key)
