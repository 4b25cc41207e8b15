import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const copse = fileURLToPath(new URL('../../bin/copse', import.meta.url))
export type Part = Awaited<ReturnType<typeof startPart>>
export type Settings = Record<string, string>

/** A free port of this machine; another program could take it in between, and then the start says so. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** The real program in a process of its own, started again at once when it was killed, as a service manager does. */
export async function startPart(given: string[], settings: Settings, log: string) {
  let isWanted = true
  let isMeant = false
  const falls: string[] = []
  const start = () => {
    isMeant = false
    const child = launch(given, settings, log)
    child.once(
      'exit',
      (code) => isMeant || falls.push(`copse ${given.join(' ')} ended by itself with ${code}: see ${log}`),
    )
    return child
  }
  let child = start()
  await started(child)
  return {
    /** How often it went down that nobody had killed it: most have no service manager to start it again. */
    falls,
    /** kill -9; gives the milliseconds until it is there again. */
    async kill(): Promise<number> {
      const from = performance.now()
      isMeant = true
      child.kill('SIGKILL')
      await gone(child)
      for (let tries = 1; isWanted; tries++) {
        child = start()
        if (await started(child)) break
        falls.pop() // The database was not there either: who starts it again tries again.
        if (tries === 10) throw new Error(`copse ${given.join(' ')} does not start any more: see ${log}`)
        await sleep(200)
      }
      return performance.now() - from
    },
    /** Stopped in order, and started again when something was done that needs it to be away. */
    async pause(meanwhile: () => Promise<void>) {
      isMeant = true
      child.kill('SIGTERM')
      await gone(child)
      await meanwhile()
      child = start()
      await started(child)
    },
    async stop() {
      isWanted = false
      isMeant = true
      child.kill('SIGTERM')
      await Promise.race([gone(child), sleep(12_000).then(() => child.kill('SIGKILL'))])
    },
  }
}

function launch(given: string[], settings: Settings, log: string): ChildProcess {
  const env = { ...process.env, ...settings, NODE_ENV: 'production' }
  const child = spawn(process.execPath, [copse, ...given], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => appendFileSync(log, chunk))
  return child
}

/** It has said where it is; false when it ended before. */
function started(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve(false))
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('Copse is at')) resolve(true)
    })
  })
}

async function gone(child: ChildProcess) {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** A verb of the program that ends by itself. */
export async function runVerb(given: string[], settings: Settings, log: string): Promise<void> {
  const child = launch(given, settings, log)
  await gone(child)
  if (child.exitCode !== 0) throw new Error(`copse ${given.join(' ')} failed: see ${log}`)
}
