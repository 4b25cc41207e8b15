import { sql } from '../../src/platform/db.ts'
import type { World } from '../world.ts'
import type { Canaries } from './canaries.ts'
import { seenIn } from './expected.ts'
import type { Finding } from './look.ts'
import type { Crawler } from './routes.ts'

/** Keeps what the program writes into its log: ids may stand there; words, addresses, codes and tokens may not. */
export function listenToLog() {
  process.env.COPSE_QUIET = ''
  const lines: string[] = []
  const write = process.stderr.write.bind(process.stderr)
  process.stderr.write = ((chunk: string | Uint8Array, ...rest: []) => {
    lines.push(String(chunk))
    return process.env.COPSE_SHOW_LOG ? write(chunk, ...rest) : true
  }) as typeof process.stderr.write
  return {
    lines,
    async findings(world: World, canaries: Canaries, crawlers: Crawler[]): Promise<Finding[]> {
      const secrets = await listSecrets(world, crawlers)
      return lines.flatMap((line) => [
        ...seenIn(canaries, line).map(({ canary }) => finding(line, [...canary.columns].join(' '))),
        ...partsOf(line).flatMap((part) => (secrets.has(part) ? [finding(line, 'a code or a token')] : [])),
      ])
    },
  }
}

function finding(line: string, column: string): Finding {
  return { what: 'in the log', where: line.slice(0, 200), who: 'the log', column }
}

/** What opens a door: the cookies of those who looked, and each code and token that went out by mail. */
async function listSecrets({ db }: World, crawlers: Crawler[]): Promise<Set<string>> {
  const cookies = crawlers.flatMap(({ actor }) => actor?.cookie.split('=')[1] ?? [])
  const { rows } = await sql<{ raw: Buffer; text: string }>`select raw, text from mailbox`.execute(db)
  const mailed = rows.flatMap(({ raw, text }) => [
    ...(text.match(/\b\d{6}\b/g) ?? []),
    ...[...raw.toString().matchAll(/\b(r-[\w.-]+)@/g)].map(([, token = '']) => token),
    ...[
      ...text.matchAll(/\/(?:sign-in|stop|mute|invitations|held|applications|addresses)\/[\w./-]*?([\w-]{12,})\b/g),
    ].map(([, token = '']) => token),
  ])
  return new Set([...cookies, ...mailed])
}

const partsOf = (line: string) => line.split(/[^\w.-]+/)
