/** Known to the letter, the clock and the receiver alike. */
export const mondayAddress = { code: 45 }
export const mondayClock = { kind: 'today.monday' }
export const mondayName = 'today.monday'
