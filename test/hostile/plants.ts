/** A rule of the product, taken away in a copy of it; the trial that is named must notice, or it is worth nothing. */
export type Plant = { name: string; file: string; from: string; to: string; trial: string }

export const plants: Plant[] = [
  {
    name: 'a form without its token is taken',
    file: 'src/platform/http.ts',
    from: "if (typeof csrf !== 'string' ||",
    to: "if (typeof csrf === 'string' &&",
    trial: 'forged forms',
  },
  {
    name: 'the From is not compared with whom we wrote to',
    file: 'src/platform/mail/work-inbound/judge.ts',
    from: 'sender.person_id !== recipient.to.person_id',
    to: 'sender.person_id < 0',
    trial: 'forged replies',
  },
  {
    name: 'a foreign Host is answered',
    file: 'src/web.tsx',
    from: 'host !== new URL(config().BASE_URL).host',
    to: "host === 'nobody'",
    trial: 'a foreign Host',
  },
  {
    name: 'wrong codes are not counted',
    file: 'src/modules/people/sign-in/sign-in.ts',
    from: 'sql<number>`tries + 1`',
    to: 'sql<number>`tries + 0`',
    trial: 'codes are guessed',
  },
  {
    name: 'the policy lets inline scripts run',
    file: 'src/headers.ts',
    from: "script-src 'self';",
    to: "script-src 'self' 'unsafe-inline';",
    trial: 'scripts in addresses and forms',
  },
]
