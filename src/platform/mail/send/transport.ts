import { readFileSync } from 'node:fs'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { type Config, WrongSetting } from '../../config.ts'
import { log } from '../../log.ts'

/** Where letters go: to an SMTP server, or, where none is named, into the built-in mailbox. */
export type Transport =
  | { kind: 'smtp'; send: (mail: SendMailOptions) => Promise<unknown>; rest: Rest; close: () => void }
  | { kind: 'mailbox'; write: (mail: SendMailOptions) => Promise<Buffer>; close: () => void }

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
  return settings.SMTP_URL ? smtpTransport(settings.SMTP_URL, dkimOf(settings)) : mailboxTransport(dkimOf(settings))
}

function smtpTransport(url: string, dkim: Dkim | undefined): Transport {
  const mailer = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 1000,
    maxRequeues: 0, // The outbox has its own patience, and counts.
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 120_000,
    dkim,
  })
  mailer.on('error', () => {}) // Each letter's own error tells what is wrong.
  return {
    kind: 'smtp',
    send: (mail) => mailer.sendMail(mail),
    rest: { until: 0, failures: 0 },
    close: () => mailer.close(),
  }
}

function mailboxTransport(dkim: Dkim | undefined): Transport {
  const mailer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim })
  return {
    kind: 'mailbox',
    write: async (mail) => (await mailer.sendMail(mail)).message as Buffer,
    close: () => mailer.close(),
  }
}

type Dkim = { domainName: string; keySelector: string; privateKey: string; headerFieldNames: string }

/** RFC 8058 asks that a signature covers both fields by which mail is stopped. */
const SIGNED =
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:Content-Language:' +
  'In-Reply-To:References:Auto-Submitted:List-Id:List-Post:List-Unsubscribe:List-Unsubscribe-Post'

function dkimOf({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Settings): Dkim | undefined {
  if (!DKIM_DOMAIN && !DKIM_SELECTOR && !DKIM_KEY_FILE) return undefined
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_KEY_FILE) {
    throw new WrongSetting('DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE: set all three, or none')
  }
  return {
    domainName: DKIM_DOMAIN,
    keySelector: DKIM_SELECTOR,
    privateKey: readKey(DKIM_KEY_FILE),
    headerFieldNames: SIGNED,
  }
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new WrongSetting(`DKIM_KEY_FILE: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
