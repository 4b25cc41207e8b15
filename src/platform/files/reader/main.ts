import './older-node.ts'
import dgram from 'node:dgram'
import net from 'node:net'
import type { Words } from '../reading.ts'
import { Unreadable } from './unreadable.ts'
import { wordsOf } from './words-of.ts'

/** The process that reads one file: bytes in, one line of JSON out. It is built as one file and started by `reading.ts`. */
shutNetwork()
const words = await read().catch(explain)
process.stdout.write(JSON.stringify(words), () => process.exit(0))

async function read(): Promise<Words> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const text = tidy(await wordsOf(Buffer.concat(chunks), process.argv[2] ?? ''))
  return text ? { state: 'read', text } : { state: 'empty' }
}

function explain(error: unknown): Words {
  if (error instanceof Unreadable) return { state: 'refused', reason: error.reason }
  const isFull =
    error instanceof RangeError && /allocation|Invalid (array|string|typed array) length/i.test(error.message)
  return { state: 'refused', reason: isFull ? 'too_much_memory' : 'broken' }
}

/** PostgreSQL takes no NUL, and half a surrogate is no character. */
function tidy(text: string): string {
  return Buffer.from(text.replaceAll('\0', ''), 'utf8')
    .toString('utf8')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

/** Where the kernel does not take the network away, at least nothing here can ask for it. */
function shutNetwork() {
  const refuse = () => {
    throw new Error('There is no network here')
  }
  net.Socket.prototype.connect = refuse
  net.Server.prototype.listen = refuse
  dgram.Socket.prototype.send = refuse
  Object.assign(globalThis, { fetch: refuse, WebSocket: refuse, EventSource: refuse })
}
