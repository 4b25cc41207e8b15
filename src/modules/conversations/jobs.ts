/** The names of what follows an action, so that the action need not know how it is done. */
export const distribution = { kind: 'post.distribute' }

export const acknowledgement = { name: 'conversations.received', about: 'post' }
export const namelessAcknowledgement = { name: 'conversations.received_nameless', about: 'undo' }
