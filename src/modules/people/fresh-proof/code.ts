import { mailedCode } from '../mailed-code.ts'

export const freshCodeOf = (key: string) => mailedCode('fresh proof code', key)
