/** The receivers that letters of this module are answered to; a leaf, so that letters and receivers need not import each other. */
export const responseReply = { code: 2 }
export const shapingReply = { code: 3 }
export const reviewReply = { code: 4 }
export const followUpReply = { code: 5 }
export const nudgeReply = { code: 7 }
export const archiveReply = { code: 10 }
export const newQueryMail = { code: 11 }
