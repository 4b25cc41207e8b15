import { pagePlants } from './pages/page-plants.ts'

/** A rule of the product, taken away in a copy of it; the trial that is named must notice, or it is worth nothing. */
export type Plant = { name: string; file: string; from: string; to: string; trial: string }

export const plants: Plant[] = [
  {
    name: 'a file is shown without a sandbox',
    file: 'src/platform/files/serve.ts',
    from: `"sandbox; default-src 'none'"`,
    to: `"default-src 'self'"`,
    trial: 'a file of anybody',
  },
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
    file: 'src/modules/people/mailed-code.ts',
    from: 'set tries = tries + 1',
    to: 'set tries = tries + 0',
    trial: 'codes are guessed',
  },
  {
    name: 'the policy lets inline scripts run',
    file: 'src/headers.ts',
    from: "script-src 'self';",
    to: "script-src 'self' 'unsafe-inline';",
    trial: 'scripts in addresses and forms',
  },
  {
    name: 'those who leave at once do not wait for each other',
    file: 'src/modules/communities/roles/last.ts',
    from: '::bigint for update',
    to: '::bigint',
    trial: 'counted right when a hundred come at once',
  },
  {
    name: 'a name of a file may lead elsewhere',
    file: 'src/platform/files/file-name.ts',
    from: '.split(/[/\\\\]/).at(-1)',
    to: '.split(/[\\\\]/).at(-1)',
    trial: 'a file of anybody',
  },
  {
    name: 'the type of an answer may be guessed',
    file: 'src/headers.ts',
    from: "headers.set('X-Content-Type-Options', 'nosniff')",
    to: "headers.delete('X-Content-Type-Options')",
    trial: 'whatever is sent to any address',
  },
  {
    name: 'opening the talk marks all of it as read',
    file: 'src/modules/conversations/talk-routes.tsx',
    from: "allow('anyone'), (c) => orSignIn(c, () => listPage(c)))",
    to: "allow('anyone'), async (c) => orSignIn(c, async () => (await markAllRead(c.var.db, c.var.viewer, [(await findRoom(c)).id], undefined), listPage(c))))",
    trial: 'opening an address changes nothing',
  },
  {
    name: 'a form may say whose a thing is',
    file: 'src/modules/library/collections/routes.tsx',
    from: 'beginCollection(c.var.db, c.var.viewer, read.values)',
    to: 'beginCollection(c.var.db, { ...c.var.viewer, person: { ...c.var.viewer.person, id: Number((await c.req.parseBody()).person_id) } } as never, read.values)',
    trial: 'fields that a form does not have',
  },
  ...pagePlants,
]
