import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { cpuOf } from './usage.ts'

export type App = {
  pid: number
  origin: string
  /** Milliseconds until it was ready, and those of CPU that it and its database had used by then. */
  untilReady: number
  cpu: number
  lines: string[]
  stop(): Promise<void>
}

type Wishes = { args?: string[]; env?: Record<string, string>; nodeArgs?: string[]; within?: number }

const bin = fileURLToPath(new URL('../../bin/copse', import.meta.url))

/** Copse as `npm start` starts it, with no settings but these; ready when /healthz answers and it has said where it is. */
export async function startCopse({ args = [], env = {}, nodeArgs = [], within = 60_000 }: Wishes): Promise<App> {
  const from = performance.now()
  const port = await freePort()
  const settings = { ...surroundings(), MAIL_IN_PORT: '0', COPSE_QUIET: '1', ...env, PORT: String(port) }
  const child = spawn(process.execPath, [...nodeArgs, bin, 'start', ...args], {
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => lines.push(String(chunk)))
  const stop = () => end(child)
  const origin = `http://localhost:${port}`
  const isReady = async () => lines.some((line) => line.includes('Copse is at')) && (await answers(`${origin}/healthz`))
  try {
    while (!(await isReady())) {
      if (child.exitCode !== null) throw new Error(`Copse did not start: ${lines.join('')}`)
      if (performance.now() - from > within) throw new Error(`Copse was not ready in time: ${lines.join('')}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  } catch (error) {
    await stop()
    throw error
  }
  const [pid, untilReady] = [child.pid ?? 0, performance.now() - from]
  return { pid, origin, untilReady, cpu: cpuOf([pid]), lines, stop }
}

/** What a program needs to run at all; settings of Copse's in this shell do not count. */
function surroundings(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 2000 }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    request.on('error', () => resolve(false)).on('timeout', () => request.destroy())
  })
}

async function end(child: ReturnType<typeof spawn>) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 12_000)
  await gone
  clearTimeout(late)
}
