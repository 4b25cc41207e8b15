import { type Canaries, seenIn } from './canaries.ts'
import type { Finding } from './crawl.ts'

/** Keeps what the program writes into its log: ids and codes may stand there, words and addresses may not. */
export function listenToLog() {
  process.env.COPSE_QUIET = ''
  const lines: string[] = []
  const write = process.stderr.write.bind(process.stderr)
  process.stderr.write = ((chunk: string | Uint8Array, ...rest: []) => {
    lines.push(String(chunk))
    return process.env.COPSE_SHOW_LOG ? write(chunk, ...rest) : true
  }) as typeof process.stderr.write
  return {
    findings: (canaries: Canaries): Finding[] =>
      lines.flatMap((line) => {
        return seenIn(canaries, line).map(({ canary }) => {
          return {
            what: 'in the log',
            where: line.slice(0, 200),
            who: 'the log',
            column: [...canary.columns].join(' '),
          }
        })
      }),
  }
}
