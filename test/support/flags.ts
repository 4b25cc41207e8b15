/** The flags that the harnesses and the benches have alike. */
export const FLAGS = {
  /** The form of the test suite: less of everything, no page of figures. */
  short: { type: 'boolean', default: false },
  /** Only the planted bugs, all of them; ends well only when each is found. */
  planted: { type: 'boolean', default: false },
  /** Only what has these words in its name. */
  only: { type: 'string' },
} as const
