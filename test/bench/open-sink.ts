import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { atEnd } from './ends.ts'
import type { Taken } from './sink.ts'

/** `count` gives what has come since it was asked last. */
export async function openSink() {
  const child = fork(fileURLToPath(new URL('./sink.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
  const close = atEnd(() => child.connected && child.disconnect())
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    url: `smtp://127.0.0.1:${port}`,
    async count(): Promise<Taken> {
      child.send('count')
      const [count] = await once(child, 'message')
      return count
    },
    close,
  }
}
