import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { Kysely } from 'kysely'
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { config, WrongSetting } from '../config.ts'
import type { Tables } from '../db.ts'
import { log, logFault } from '../log.ts'
import type { Program } from '../module.ts'
import { networkOf, withinRate } from '../rates.ts'
import { isOurs } from './authenticate/near.ts'
import type { Resolver } from './authenticate.ts'
import { sweepRaw } from './raw-store.ts'
import { MOST_BYTES } from './read/limits.ts'
import { findRecipient, type Recipient, SmtpRefusal } from './smtp-in/recipient.ts'
import { offersSubmission, submission } from './smtp-in/submission.ts'
import { takeMail } from './smtp-in/take.ts'

export type MailInOptions = {
  port?: number
  host?: string
  resolver?: Resolver
  /** For servers that we do not know: our own machine, its network and TRUSTED_PROXIES may send what they like. */
  limits?: { connections?: number; mailsAMinute?: number; isKnown?: (ip: string) => boolean }
}

export type MailIn = { port: number; stop: () => Promise<void> }

/** Listens for mail. What it answers with 250 is on the disk and in the database. */
export async function startMailIn(db: Kysely<Tables>, program: Program, options: MailInOptions = {}): Promise<MailIn> {
  const { MAIL_IN_PORT, MAIL_IN_HOST } = config()
  const server = openServer(db, program, options)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? MAIL_IN_PORT, options.host ?? MAIL_IN_HOST, resolve)
  })
  server.removeAllListeners('error')
  server.on('error', (error: NodeJS.ErrnoException) => log('mail in: connection', { code: error.code }))
  const sweep = () => sweepRaw(db).catch((error) => logFault(error))
  void sweep()
  const hourly = setInterval(sweep, 3_600_000).unref()
  return {
    port: (server.server.address() as AddressInfo).port,
    async stop() {
      clearInterval(hourly)
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

const MOST_CLIENTS = 100

function openServer(db: Kysely<Tables>, program: Program, options: MailInOptions): SMTPServer {
  const recipients = new WeakMap<SMTPServerAddress, Recipient>()
  const guard = openGuard(db, options)
  const server: SMTPServer = new SMTPServer({
    name: config().MAIL_DOMAIN,
    banner: 'Copse',
    ...certificate(),
    ...submission,
    size: MOST_BYTES,
    maxClients: MOST_CLIENTS,
    maxRecipients: 50,
    disableReverseLookup: true,
    closeTimeout: 1000,
    socketTimeout: 60_000,
    logger: false,
    onConnect: (session, done) => answer(done, () => guard.connect(session)),
    onClose: (session) => guard.close(session),
    onMailFrom: (_from, session, done) => answer(done, () => guard.mail(session)),
    onRcptTo: (to, _session, done) =>
      answer(done, async () => {
        recipients.set(to, await findRecipient(db, program, to.address))
      }),
    onData: async (stream, session, done) => {
      await answer(done, () => takeMail({ db, program }, envelopeOf(session, recipients), stream, options))
      hangUp(server, session, stream)
    },
  })
  return server
}

/** Who may write is decided by the mail itself, so nobody else signs in. Without a certificate of ours there is no TLS. */
function certificate() {
  const { MAIL_IN_CERT, MAIL_IN_KEY } = config()
  const closed = offersSubmission() ? [] : ['AUTH']
  if (!MAIL_IN_CERT || !MAIL_IN_KEY) return { disabledCommands: [...closed, 'STARTTLS'] }
  try {
    return { cert: readFileSync(MAIL_IN_CERT), key: readFileSync(MAIL_IN_KEY), disabledCommands: closed }
  } catch (error) {
    throw new WrongSetting(
      `MAIL_IN_CERT, MAIL_IN_KEY: a file cannot be read (${(error as NodeJS.ErrnoException).code})`,
    )
  }
}

function envelopeOf(session: SMTPServerSession, recipients: WeakMap<SMTPServerAddress, Recipient>) {
  const { mailFrom, rcptTo } = session.envelope
  return {
    from: mailFrom ? mailFrom.address : '',
    recipients: rcptTo.flatMap((to) => recipients.get(to) ?? []),
    ip: session.remoteAddress,
    helo: session.hostNameAppearsAs,
    submitter: session.user,
  }
}

/** Where we gave up reading, the rest is not waited for. */
function hangUp(server: SMTPServer, session: SMTPServerSession, stream: SMTPServerDataStream) {
  if (!stream.destroyed || stream.readableEnded) return
  for (const connection of server.connections) if (connection.session === session) connection.close()
}

type Done = (error?: Error | null) => void

/** Nothing that is not durable is acknowledged: any fault of ours asks the sender to keep the mail and come again. */
function answer(done: Done, work: () => Promise<unknown>): Promise<void> {
  return work().then(
    () => done(),
    (error) => done(asRefusal(error)),
  )
}

const BROKEN = ['ECONNECTION', 'ERR_STREAM_PREMATURE_CLOSE']
const FULL = ['ENOSPC', 'EDQUOT', '53100']

function asRefusal(error: unknown): SmtpRefusal {
  if (error instanceof SmtpRefusal) return error
  const code = String((error as NodeJS.ErrnoException).code ?? '')
  if (BROKEN.includes(code)) return new SmtpRefusal(451, '4.4.2 The connection broke.')
  logFault(error, { door: 'mail' })
  if (FULL.includes(code))
    return new SmtpRefusal(452, '4.3.1 There is no room for mail just now. Please try again later.')
  return new SmtpRefusal(451, '4.3.0 Mail cannot be kept just now. Please try again later.')
}

function openGuard(db: Kysely<Tables>, { limits = {} }: MailInOptions) {
  const { connections = 10, mailsAMinute = 60, isKnown = isOurs } = limits
  const open = new Map<string, number>()
  const counted = new Set<string>()
  return {
    async connect({ id, remoteAddress }: SMTPServerSession) {
      if (isKnown(remoteAddress)) return
      const network = networkOf(remoteAddress)
      const now = open.get(network) ?? 0
      if (now >= connections) throw new SmtpRefusal(421, '4.7.0 Too many connections from your network')
      open.set(network, now + 1)
      counted.add(id)
    },
    close({ id, remoteAddress }: SMTPServerSession) {
      if (!counted.delete(id)) return
      const network = networkOf(remoteAddress)
      const left = (open.get(network) ?? 1) - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    },
    async mail({ remoteAddress }: SMTPServerSession) {
      if (isKnown(remoteAddress)) return
      if (await withinRate(db, `mail in ${networkOf(remoteAddress)}`, mailsAMinute, 1)) return
      throw new SmtpRefusal(451, '4.7.1 Too many mails from your network in this minute. Please try again later.')
    },
  }
}
