import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '../faults/browser.ts'
import type { Door } from './http.ts'

const DRIP_MS = 500

/** So many forms at each door that members begin to send, and go on sending, a byte now and then. */
export async function sendSlowly(doors: Door[], people: Person[], many: number) {
  const sockets = doors.flatMap((door) =>
    Array.from({ length: many }, (_, nth) => begin(door, people[nth % people.length] as Person)),
  )
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('x')
  }, DRIP_MS)
  await sleep(2 * DRIP_MS)
  return {
    /** Those that the program still listens to. */
    count: () => sockets.filter(({ readyState, bytesRead }) => readyState === 'open' && bytesRead === 0).length,
    stop() {
      clearInterval(drip)
      for (const socket of sockets) socket.destroy()
    },
  }
}

function begin({ port, host }: Door, { cookie }: Person): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  const head = [
    'POST /communities/north/talk HTTP/1.1',
    `Host: ${host}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 100000',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\ncsrf=`)
  return socket
}
