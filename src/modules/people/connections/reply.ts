/** The receiver that the question is answered to; a leaf, so that letter and receiver need not import each other. */
export const connectionReply = { code: 12 }
