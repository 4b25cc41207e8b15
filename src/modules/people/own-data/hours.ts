/** So long she may undo it; it is done well within a day. */
export const WAIT_HOURS = 12
