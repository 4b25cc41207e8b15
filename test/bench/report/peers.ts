/**
 * Measured once, for the design, with each peer at its own job: 5,000 users, 2,000 topics, 50,000 posts, 16 connections, its
 * database on the same machine with two cores. Not in the runs of Copse beside which they stand: their order counts, not their digits.
 */
export const TOPICS = [
  { name: 'NodeBB 4.15, a topic of 20 posts', cpu: 67, perSecond: 24.8, p99: 755 },
  { name: 'MyBB 1.8, a topic of 20 posts', cpu: 81, perSecond: 25.8, p99: 779 },
]

/** A topic with nothing kept in the browser. */
export const FIRST_VISITS = [
  { name: 'NodeBB 4.15, a topic', bytes: 738_000, requests: 41 },
  { name: 'MyBB 1.8, a topic', bytes: 112_000, requests: 25 },
]

/** Mailman 3.3.8, one message to 8,000 members at a mail server on the same machine: letters a second. */
export const MAILMAN = { personal: 27, shared: 513, sharedFirst: 14_000 }
