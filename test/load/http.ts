import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { text } from 'node:stream/consumers'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string; ms: number }
type Asked = { cookie: string; form?: Record<string, string>; signal?: AbortSignal }
/** A web process, and the name under which people know it. */
export type Door = { port: number; host: string }

/** People have a line each: what is sent waits for nobody else's answer. */
const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 512 })
const PATIENCE_MS = 20_000

/** Status 0 when nobody answered. */
export async function ask(door: Door, path: string, asked: Asked): Promise<Answer> {
  const from = performance.now()
  try {
    const answer = await send(door, path, asked)
    const body = await text(answer)
    return { status: answer.statusCode ?? 0, headers: answer.headers, body, ms: performance.now() - from }
  } catch {
    return { status: 0, headers: {}, body: '', ms: performance.now() - from }
  }
}

function send({ port, host }: Door, path: string, { cookie, form, signal }: Asked): Promise<IncomingMessage> {
  const body = form && new URLSearchParams(form).toString()
  const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
  const options = { agent, signal, path, port, host: '127.0.0.1', method: form ? 'POST' : 'GET', timeout: PATIENCE_MS }
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, headers: { host, cookie, 'accept-language': 'en', ...type } })
    asked.on('response', resolve).on('error', reject)
    asked.on('timeout', () => asked.destroy(new Error('No answer')))
    asked.end(body)
  })
}
