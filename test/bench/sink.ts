import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server in a process of its own that takes everything and keeps only how many it took, and for how many people. */
let taken = 0
const people = new Set<string>()

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, session, done) {
    stream.resume()
    stream.on('end', () => {
      taken++
      for (const { address } of session.envelope.rcptTo) people.add(address)
      done()
    })
  },
})
server.on('error', () => {})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.server.address() as AddressInfo).port }))
process.on('message', () => {
  process.send?.({ taken, people: people.size })
  taken = 0
  people.clear()
})
process.on('disconnect', () => process.exit(0))
