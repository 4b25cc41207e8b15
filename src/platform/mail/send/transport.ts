import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import DKIM from 'nodemailer/lib/dkim'
import SMTPPool from 'nodemailer/lib/smtp-pool'
import { type Config, WrongSetting } from '../../config.ts'
import { log } from '../../log.ts'
import { toMessage } from '../compose/mime.ts'
import type { Composed } from '../compose.ts'

/** Where letters go: to an SMTP server, or, where none is named, into the built-in mailbox. */
export type Transport =
  | { kind: 'smtp'; send: (letter: Composed) => Promise<unknown>; rest: Rest; close: () => void }
  | { kind: 'mailbox'; close: () => void }

/** While the server cannot be reached nothing is tried before `until`, by the monotonic clock. */
export type Rest = { until: number; failures: number }

export const CONNECTIONS = 20

/** When every connection fails in a row, all wait: a second, then two, four … up to half a minute. */
export function noteUnreachable(transport: Transport, reason: string) {
  if (transport.kind !== 'smtp') return
  const { rest } = transport
  rest.failures++
  const rounds = Math.floor(rest.failures / CONNECTIONS)
  if (rounds === 0 || isResting(transport)) return
  rest.until = performance.now() + Math.min(30_000, 1000 * 2 ** (rounds - 1))
  log('mail out: the server cannot be reached', { reason, failures: rest.failures })
}

export function noteReached(transport: Transport) {
  if (transport.kind === 'smtp') transport.rest.failures = 0
}

export function isResting(transport: Transport): boolean {
  return transport.kind === 'smtp' && performance.now() < transport.rest.until
}

type Settings = Pick<Config, 'SMTP_URL' | 'DKIM_DOMAIN' | 'DKIM_SELECTOR' | 'DKIM_KEY_FILE'>

export function transportFor(settings: Settings): Transport {
  const signer = signerOf(settings)
  return settings.SMTP_URL ? smtpTransport(settings.SMTP_URL, signer) : { kind: 'mailbox', close: () => {} }
}

function smtpTransport(url: string, signer: DKIM | undefined): Transport {
  const pool = new SMTPPool({
    url,
    maxConnections: CONNECTIONS,
    maxMessages: 1000,
    maxRequeues: 2, // Only for lines that the server closed while they were idle; all else is the patience of the outbox.
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 120_000,
  })
  pool.on('error', () => {}) // Each letter's own error tells what is wrong.
  return {
    kind: 'smtp',
    send: (letter) => sendBy(pool, letter, signer),
    rest: { until: 0, failures: 0 },
    close: () => pool.close(),
  }
}

const LONGEST_MS = 300_000

/** The pool is given what it asks of a message of nodemailer's. A server that stalls by trickling is not waited for. */
async function sendBy(pool: SMTPPool, letter: Composed, signer: DKIM | undefined): Promise<void> {
  const { envelope, messageId } = letter
  const raw = await toMessage(letter)
  const message = {
    getEnvelope: () => ({ from: envelope.from, to: [envelope.to] }),
    messageId: () => messageId,
    getHeader: () => messageId,
    createReadStream: () => signer?.sign(raw) ?? Readable.from([raw], { objectMode: false }),
  }
  const mail = { data: { signal: AbortSignal.timeout(LONGEST_MS) }, message } as unknown as Parameters<
    SMTPPool['send']
  >[0]
  await new Promise<void>((resolve, reject) => {
    pool.send(mail, (error) => (error ? reject(error) : resolve()))
  })
}

/** RFC 8058 asks that a signature covers both fields by which mail is stopped. */
const SIGNED =
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:Content-Language:' +
  'In-Reply-To:References:Auto-Submitted:List-Id:List-Post:List-Unsubscribe:List-Unsubscribe-Post'

function signerOf({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Settings): DKIM | undefined {
  if (!DKIM_DOMAIN && !DKIM_SELECTOR && !DKIM_KEY_FILE) return undefined
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_KEY_FILE) {
    throw new WrongSetting('DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE: set all three, or none')
  }
  const privateKey = readKey(DKIM_KEY_FILE)
  return new DKIM({ domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey, headerFieldNames: SIGNED })
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new WrongSetting(`DKIM_KEY_FILE: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
