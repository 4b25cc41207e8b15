/** The receivers that letters of this module are answered to; a leaf, so that letters and receivers need not import each other. */
export const invitationReply = { code: 6 }
export const applicationReply = { code: 13 }
export const welcomeReply = { code: 14 }
export const roleReply = { code: 15 }
export const groupReply = { code: 40 }
export const breakGlassReply = { code: 41 }
