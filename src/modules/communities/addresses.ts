/** The receivers that letters of this module are answered to; a leaf, so that letters and receivers need not import each other. */
export const invitationReply = { code: 6 }
