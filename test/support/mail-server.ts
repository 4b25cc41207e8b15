import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** What a mail server does with a mail: takes it, refuses it at a command, or cuts the line within DATA. */
export type Conduct = 'take' | 'cut' | { at: 'mail' | 'rcpt' | 'data'; code: number; words: string }
type Caught = { from: string; to: string; raw: string }

/** A mail server that does as it is told with each mail in turn, and shows what it took. */
export async function openSink(conduct: (nth: number, to: string) => Conduct = () => 'take') {
  const caught: Caught[] = []
  let count = 0
  const refusal = ({ code, words }: Exclude<Conduct, string>) => Object.assign(new Error(words), { responseCode: code })
  const now = new Map<string, Conduct>()
  const server: SMTPServer = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 10,
    onRcptTo({ address }, session, done) {
      const told = conduct(count++, address)
      now.set(session.id, told)
      done(typeof told === 'object' && told.at === 'rcpt' ? refusal(told) : null)
    },
    onData(stream, session, done) {
      const told = now.get(session.id) ?? 'take'
      if (told === 'cut') return cut(server, session.id)
      buffer(stream).then((raw) => {
        if (typeof told === 'object') return done(refusal(told))
        const { mailFrom, rcptTo } = session.envelope
        caught.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo[0]?.address ?? '', raw: raw.toString() })
        done()
      }, done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    caught,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

function cut(server: SMTPServer, id: string) {
  for (const connection of server.connections) {
    if (connection.session.id === id) (connection as unknown as { _socket: { destroy: () => void } })._socket.destroy()
  }
}
