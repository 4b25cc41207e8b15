import { Agent, get, type IncomingMessage } from 'node:http'

const CONNECTIONS = 16

type Wanted = { url: string; headers: Record<string, string> }
export type Answers = { count: number; times: number[]; bytes: number; seconds: number }

/** Asks for one page as fast as 16 connections that are kept open get it, for so long or so often. */
export async function load(wanted: Wanted, seconds: number, most = Infinity): Promise<Answers> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const from = performance.now()
  const times: number[] = []
  let bytes = 0
  const ask = async () => {
    while (performance.now() - from < seconds * 1000 && times.length < most) {
      const begun = performance.now()
      bytes = (await fetchOnce(wanted, agent)).body.length
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, ask)).finally(() => agent.destroy())
  return { count: times.length, times, bytes, seconds: (performance.now() - from) / 1000 }
}

/** Anything but a page that is there ends the bench: what is refused is quickly served. */
export async function fetchOnce({ url, headers }: Wanted, agent?: Agent) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = get(url, { agent, headers, timeout: 10_000 }, resolve)
    request.on('error', reject).on('timeout', () => request.destroy(new Error(`${url} does not answer`)))
  })
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  if (answer.statusCode !== 200) throw new Error(`${url} answers ${answer.statusCode}`)
  return { body: Buffer.concat(chunks) }
}
