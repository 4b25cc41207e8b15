import { randomBytes } from 'node:crypto'

type Entry = Record<string, string | number | boolean | null | undefined>

/** One JSON line; ids and codes only, never an address, a token or what somebody wrote. */
export function log(event: string, entry: Entry = {}) {
  if (process.env.COPSE_QUIET) return
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...entry })}\n`)
}

/** Logs a fault with its stack and gives the reference that the person is shown. */
export function logFault(error: unknown, entry: Entry = {}): string {
  const reference = randomBytes(5).toString('hex')
  const stack = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error)
  log('fault', { reference, ...entry, stack: stack.slice(0, 4000) })
  return reference
}
