import { mailedCode } from '../mailed-code.ts'

export const addressCodeOf = (key: string) => mailedCode('address code', key)
