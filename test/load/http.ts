import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { text } from 'node:stream/consumers'
import { options } from '../support/harness-options.ts'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string; ms: number }
type Asked = { cookie: string; form?: Record<string, string>; signal?: AbortSignal }
/** A web process, and the name under which people know it. */
export type Door = { port: number; host: string }

/** People have a line each: what is sent waits for nobody else's answer. */
const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 512 })
/** On a machine that does the whole suite beside it, to be slow is no fault. */
export const PATIENCE_MS = options.short ? 40_000 : 20_000

const CLOSED = new Error('The line was closed')

/** Status 0 when nobody answered. */
export async function ask(door: Door, path: string, asked: Asked): Promise<Answer> {
  const from = performance.now()
  try {
    // A line that was kept may be closed at that very moment; a form has its once-key.
    const answer = await send(door, path, asked).catch((error) =>
      error === CLOSED ? send(door, path, asked, false) : Promise.reject(error),
    )
    const body = await text(answer)
    return { status: answer.statusCode ?? 0, headers: answer.headers, body, ms: performance.now() - from }
  } catch {
    return { status: 0, headers: {}, body: '', ms: performance.now() - from }
  }
}

function send({ port, host }: Door, path: string, asked: Asked, line: Agent | false = agent): Promise<IncomingMessage> {
  const { cookie, form, signal } = asked
  const body = form && new URLSearchParams(form).toString()
  const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
  const options = {
    agent: line,
    signal,
    path,
    port,
    host: '127.0.0.1',
    method: form ? 'POST' : 'GET',
    timeout: PATIENCE_MS,
  }
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, headers: { host, cookie, 'accept-language': 'en', ...type } })
    sent
      .on('response', resolve)
      .on('error', (error: NodeJS.ErrnoException) =>
        reject(sent.reusedSocket && error.code === 'ECONNRESET' ? CLOSED : error),
      )
    sent.on('timeout', () => sent.destroy(new Error('No answer')))
    sent.end(body)
  })
}
