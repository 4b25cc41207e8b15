/** What is run sets a name of the window that is trapped. */
export const RUN = '__hit=1'
