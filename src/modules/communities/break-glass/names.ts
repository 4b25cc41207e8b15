/** The names of letters and clocks; a leaf, so that actions and letters need not import each other. */
export const askedLetter = { name: 'communities.break-glass-asked', about: 'break_glass' }
export const answeredLetter = { name: 'communities.break-glass-answered', about: 'break_glass' }
export const noticeLetter = { name: 'communities.break-glass-notice', about: 'break_glass' }
export const pairLetter = { name: 'communities.break-glass-pair', about: 'break_glass_pair' }

export const lapseClock = { kind: 'communities.break-glass-lapse' }
export const timeClock = { kind: 'communities.break-glass-time' }
