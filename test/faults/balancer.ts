import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { oneOf } from '../support/harness-options.ts'

/** One address before several web processes: each connection goes to any of them, as behind a load balancer. */
export async function balance(port: number, doors: number[]) {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const behind = connect(oneOf(doors), '127.0.0.1')
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => open.delete(one))
      one.pipe(other)
    }
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    async stop() {
      server.close()
      for (const socket of open) socket.destroy()
      await once(server, 'close')
    },
  }
}
