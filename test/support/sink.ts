import { fdatasync, openSync, readFileSync, writeSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { chanceOf } from '../../src/modules/blueprints/size-words.ts'

/** How often, of 1, a mail server refuses for now, refuses for good, waits, cuts the line, or takes a mail and says nothing. */
export type Conduct = {
  refuseNow: number
  refuseForGood: number
  stall: number
  cut: number
  loseAnswer: number
  /** Nobody answers at its port, and every line is cut. */
  away?: boolean
}

/** A mail that was taken: durable before the sender hears of it; `lost` when the sender never did. */
export type Accepted = { id: string; to: string; at: number; lost: boolean }

export const FRIENDLY: Conduct = { refuseNow: 0, refuseForGood: 0, stall: 0, cut: 0, loseAnswer: 0 }
/** At this address there never was anybody. */
export const NOBODY = 'nobody@people.test'

/** All that a mail server wrote into its log, in the order of its taking. */
export function readAccepted(path: string): Accepted[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Accepted)
}

const STALL_MS = 2500
const sync = promisify(fdatasync)

/** A mail server in its own process: started with the path of its log, told by messages how to behave. */
function serve(path: string) {
  const log = openSync(path, 'a')
  let conduct = FRIENDLY
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket.on('close', () => open.delete(socket)))
    converse(socket, log, () => conduct)
  })
  process.on('disconnect', () => process.exit(0))
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    process.on('message', (told: Conduct) => {
      conduct = told
      if (told.away) server.close()
      else if (!server.listening) server.listen(port, '127.0.0.1')
      if (told.away) for (const socket of open) socket.destroy()
    })
    process.send?.(port)
  })
}

type Dialogue = { socket: Socket; to: string; data: string[] | null; log: number; conduct: () => Conduct }

function converse(socket: Socket, log: number, conduct: () => Conduct) {
  const dialogue: Dialogue = { socket, to: '', data: null, log, conduct }
  let rest = ''
  let turn = Promise.resolve()
  socket.on('error', () => {})
  socket.setEncoding('latin1')
  socket.on('data', (chunk) => {
    const lines = (rest + chunk).split('\r\n')
    rest = lines.pop() ?? ''
    turn = turn.then(async () => {
      for (const line of lines) await hear(dialogue, line)
    })
  })
  say(socket, '220 sink')
}

function say(socket: Socket, line: string) {
  if (!socket.destroyed) socket.write(`${line}\r\n`)
}

const chance = (of: number) => next() < of

async function hear(dialogue: Dialogue, line: string) {
  const { socket } = dialogue
  if (dialogue.data) return hearData(dialogue, line)
  const [verb = ''] = line.toUpperCase().split(/[ :]/)
  if (verb === 'MAIL') return say(socket, chance(dialogue.conduct().refuseNow) ? '451 4.3.0 Later' : '250 Ok')
  if (verb === 'RCPT') return hearRecipient(dialogue, line)
  if (verb === 'DATA') {
    dialogue.data = []
    return say(socket, '354 Go on')
  }
  if (verb === 'QUIT') return void socket.end('221 Bye\r\n')
  say(socket, '250 Ok')
}

function hearRecipient(dialogue: Dialogue, line: string) {
  dialogue.to = /<([^>]*)>/.exec(line)?.[1] ?? ''
  if (dialogue.to === NOBODY) return say(dialogue.socket, '550 5.1.1 Nobody of that name')
  say(dialogue.socket, chance(dialogue.conduct().refuseNow) ? '450 4.2.0 Greylisted' : '250 Ok')
}

async function hearData(dialogue: Dialogue, line: string) {
  const { socket, conduct, data } = dialogue
  if (line !== '.') {
    if (data?.length === 5 && chance(conduct().cut)) socket.destroy()
    data?.push(line)
    return
  }
  dialogue.data = null
  if (socket.destroyed) return
  await (chance(conduct().stall) ? new Promise((resolve) => setTimeout(resolve, STALL_MS)) : undefined)
  if (chance(conduct().refuseNow)) return say(socket, '452 4.3.1 Full just now')
  if (chance(conduct().refuseForGood)) return say(socket, '451 4.7.1 Not from you today')
  await accept(dialogue, data ?? [])
}

async function accept({ socket, to, log, conduct }: Dialogue, data: string[]) {
  const head = data
    .slice(0, data.indexOf(''))
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
  const id = /^message-id:\s*<?([^>\s]+)/im.exec(head)?.[1] ?? ''
  // A sender that has gone in the meantime will never hear of it either.
  const lost = socket.destroyed || chance(conduct().loseAnswer)
  writeSync(log, `${JSON.stringify({ id, to, at: Date.now(), lost } satisfies Accepted)}\n`)
  await sync(log)
  if (lost) socket.destroy()
  else say(socket, '250 Taken')
}

const [, file = '', path, seed] = process.argv
const next = chanceOf(Number(seed ?? 1))
if (path && /sink\.ts$/.test(file)) serve(path)
