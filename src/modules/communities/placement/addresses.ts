/** The receiver that the question of a move is answered to; a leaf. */
export const transferReply = { code: 16 }
