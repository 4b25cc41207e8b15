import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'

export type Answer = { status: number; body: string }
type Asked = { cookie: string; form?: Record<string, string> }

/** People have a line each: what is sent waits for nobody else's answer. */
const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 256 })
const PATIENCE_MS = 10_000

/** Status 0 when nobody answered. */
export async function ask(url: string, { cookie, form }: Asked): Promise<Answer> {
  try {
    const answer = await send(url, cookie, form && new URLSearchParams(form).toString())
    return { status: answer.statusCode ?? 0, body: await text(answer) }
  } catch {
    return { status: 0, body: '' }
  }
}

function send(url: string, cookie: string, body?: string): Promise<IncomingMessage> {
  const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  const headers = { cookie, 'accept-language': 'en', ...type }
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers, method: body === undefined ? 'GET' : 'POST', timeout: PATIENCE_MS })
    asked.on('response', resolve).on('error', reject)
    asked.on('timeout', () => asked.destroy(new Error('No answer')))
    asked.end(body)
  })
}
