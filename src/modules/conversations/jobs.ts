/** The names of what follows an action, and the addresses of replies: known to all here, whoever does the work. */
export const distribution = { kind: 'post.distribute' }
export const bundling = { kind: 'thread.bundle' }

export const acknowledgement = { name: 'conversations.received', about: 'post' }
export const namelessAcknowledgement = { name: 'conversations.received_nameless', about: 'undo' }
export const takenBack = { name: 'conversations.taken_back', about: 'undo' }

export const undoAddress = { code: 1 }
export const threadAddress = { code: 9 }
