/** What the letter that says when she is erased is answered to; a leaf, so that letter and receiver need not import each other. */
export const erasureReply = { code: 42 }
