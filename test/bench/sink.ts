import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server in a process of its own that takes everything and keeps only figures of it. */
export type Taken = {
  taken: number
  people: number
  /** When the first was whole here, in milliseconds since 1970; 0 where none was. */
  firstAt: number
  /** Bytes of the heaviest. */
  heaviest: number
}

const people = new Set<string>()
let now: Taken = { taken: 0, people: 0, firstAt: 0, heaviest: 0 }

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, session, done) {
    let bytes = 0
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    stream.on('end', () => {
      now.taken++
      now.firstAt ||= Date.now()
      now.heaviest = Math.max(now.heaviest, bytes)
      for (const { address } of session.envelope.rcptTo) people.add(address)
      done()
    })
  },
})
server.on('error', () => {})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.server.address() as AddressInfo).port }))
process.on('message', () => {
  process.send?.({ ...now, people: people.size })
  now = { taken: 0, people: 0, firstAt: 0, heaviest: 0 }
  people.clear()
})
process.on('disconnect', () => process.exit(0))
