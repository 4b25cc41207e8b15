/** The receivers that letters of this module are answered to; a leaf, so that letters and receivers need not import each other. */
export const responseReply = { code: 2 }
export const shapingReply = { code: 3 }
export const reviewReply = { code: 4 }
export const followUpReply = { code: 5 }
export const nudgeReply = { code: 7 }
export const archiveReply = { code: 10 }
export const newQueryMail = { code: 11 }

/** A yes is to the wording that was read: an answer to the shaping desk is about the query and its round, of nine at most. */
export const wordingId = (query_id: number, round: number) => query_id * 10 + round
export const readWordingId = (about: number) => ({ query_id: Math.floor(about / 10), round: about % 10 })
