/** What the viewer may not see does not exist: 404. */
export class NotFound extends Error {}

/** The viewer sees the thing, and may not do this to it: 403. */
export class NotAllowed extends Error {}

/** It cannot be done now; the sentence is for the person, in her language: 409. */
export class Refused extends Error {}

/** A command cannot do this; the sentence is for the one at the terminal, in English. */
export class Unfit extends Error {}

/** Who keeps the network is asked for her second factor first, and then led back: 303. */
export class Unproven extends Error {}

/** It is long ago that she showed who she is: she does so again, and what she sent goes on from there: 303. */
export class NotFresh extends Error {}

/** A form came from somebody who is not signed in any more, or from a page that is too old: 401. */
export class SignedOut extends Error {}
