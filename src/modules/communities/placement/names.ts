/** The letters of a move, known to all here, whoever writes them. */
export const transferLetter = { name: 'communities.transfer', about: 'transfer' }
export const movedLetter = { name: 'communities.moved', about: 'transfer' }
