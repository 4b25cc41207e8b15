import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Kysely } from 'kysely'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { inTransaction } from '../../src/platform/action.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { type Db, type Id, openDb, sql, type Tables } from '../../src/platform/db.ts'
import { Refused } from '../../src/platform/errors.ts'
import type { Directory, Reader } from '../../src/platform/mail/directory.ts'
import { receiver } from '../../src/platform/mail/receiver.ts'
import { type MailInOptions, startMailIn } from '../../src/platform/mail/smtp-in.ts'
import type { Module, Program } from '../../src/platform/module.ts'
import type { Letter } from '../../src/platform/outbox.ts'
import { freshDatabase } from './database.ts'

/** What the test's receivers were given, as they were given it. */
export type Taken = { person_id: Id; about: Id; receiver: string; subject: string; text: string; attachments: string[] }

export const MAIL_DOMAIN = 'copse.example'
export const thread = { code: 51 }
export const closed = { code: 52 }
export const broken = { code: 53 }
export const unattributed = { code: 54 }

export type MailWorld = Awaited<ReturnType<typeof openMailWorld>>

/**
 * The mail of a Copse with one community, north, whose members are Ana and Ben; Cho is a person and no member. Its
 * receivers write down what they are given: to a thread, to one that is closed, to one that is broken, to one whose
 * contributions bear no name.
 */
export async function openMailWorld({
  letters = [],
  mailIn = {},
}: {
  letters?: Letter[]
  mailIn?: MailInOptions
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'copse-mail-'))
  const config = settle(folder)
  const database = await freshDatabase()
  const db = openDb(database.connection, { max: 10 })
  await sql`create table taken (id serial, person_id bigint, about bigint, receiver text, subject text, text text, attachments text[])`.execute(
    db,
  )
  await sql`create table stopped (person_id bigint, community_id bigint)`.execute(db)
  await sql`create table bounced (person_id bigint, hard boolean, status text)`.execute(db)
  const program = testProgram(letters)
  const server = await startMailIn(db, program, mailIn)
  const cast = await plantCast(db)
  return {
    ...cast,
    config,
    database,
    db,
    folder,
    program,
    port: server.port,
    send: (mail: SendMailOptions) => sendTo(server.port, mail),
    taken: () => rowsOf<Taken>(db, 'taken'),
    inbound: () => db.selectFrom('inbound_mail').selectAll().orderBy('id').execute(),
    outbox: () => db.selectFrom('outbox').selectAll().orderBy('id').execute(),
    rows: <T>(table: string) => rowsOf<T>(db, table),
    async close() {
      await server.stop()
      await db.destroy()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function settle(folder: string) {
  process.env.COPSE_QUIET ??= '1'
  const settings = { BASE_URL: 'https://copse.example', MAIL_DOMAIN, COPSE_DATA: folder, COPSE_TEST: '1' }
  return loadConfig({ ...settings, COPSE_SECRET: 'a secret for tests, of no use to anybody', MAIL_IN_PORT: '0' })
}

export function testProgram(letters: Letter[]): Program {
  return { modules: [testModule(letters)], directory }
}

/** Sends through the real door; rejects with what the server answered. */
export async function sendTo(port: number, mail: SendMailOptions) {
  const client = nodemailer.createTransport({ host: '127.0.0.1', port, tls: { rejectUnauthorized: false } })
  try {
    return await client.sendMail(mail)
  } finally {
    client.close()
  }
}

async function rowsOf<T>(db: Db, table: string): Promise<T[]> {
  const { rows } = await sql<T & { id?: number }>`select * from ${sql.table(table)} order by 1`.execute(db)
  return rows.map(({ id: _, ...row }) => row as T)
}

function testModule(letters: Letter[]): Module {
  const take = (name: string, result?: { forget: boolean }) =>
    receiver(0, name, async (db, viewer, about, letter) => {
      const { subject, text } = letter
      const attachments = letter.attachments.map((one) => one.name)
      await inTransaction(db, letter.once, async (tx) => {
        await sql`insert into taken (person_id, about, receiver, subject, text, attachments)
          values (${viewer.person?.id}, ${about}, ${name}, ${subject}, ${text}, ${attachments})`.execute(tx)
      })
      return result
    })
  const refuse = receiver(closed.code, 'closed', async () => {
    throw new Refused('This query is closed.')
  })
  const fail = receiver(broken.code, 'broken', async () => {
    throw new Error('The receiver is broken')
  })
  return {
    name: 'test',
    tables: [],
    letters,
    communityMail: { ...take('community'), code: 50 },
    receivers: [
      { ...take('thread'), code: thread.code },
      refuse,
      fail,
      { ...take('unattributed', { forget: true }), code: unattributed.code },
    ],
  }
}

async function plantCast(db: Kysely<Tables>) {
  const calendar = await db
    .insertInto('calendar')
    .values({ name: 'Test', time_zone: 'Asia/Kolkata' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: north } = await db
    .insertInto('community')
    .values({ calendar_id: calendar.id, short_name: 'North', name: '{"en":"North"}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('mail_name').values({ local_part: 'north', community_id: north }).execute()
  const [ana, ben, cho] = [await plantPerson(db, 'Ana'), await plantPerson(db, 'Ben'), await plantPerson(db, 'Cho')]
  for (const member of [ana, ben]) await plantMember(db, member.id, north)
  return { north, ana, ben, cho }
}

export async function plantPerson(db: Kysely<Tables>, name: string, language = 'en') {
  const address = `${name.toLowerCase()}@people.example`
  const { id } = await db
    .insertInto('person')
    .values({ name, language, state: 'active' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('address').values({ person_id: id, address, verified_at: sql<Date>`now()` }).execute()
  return { id, name, address }
}

export async function plantMember(db: Kysely<Tables>, person_id: Id, community_id: Id) {
  await db.insertInto('membership').values({ person_id, community_id, state: 'member' }).execute()
}

const directory: Directory = {
  listReaders,
  viewerOf: async (db, person_id) => (await listReaders(db, [person_id]))[0]?.viewer ?? null,
  findSender: async (db, address) => {
    const found = db.selectFrom('address').select(['person_id', 'address']).where('address', '=', address)
    return (await found.executeTakeFirst()) ?? null
  },
  findMailName: async (db, local_part) => {
    const found = db
      .selectFrom('mail_name')
      .select(['community_id', 'local_part as name'])
      .where('local_part', '=', local_part)
    return (await found.executeTakeFirst()) ?? null
  },
  isMember: (viewer, community_id) => viewer.memberships.some((one) => one.community_id === community_id),
  noteBounce: async (tx, person_id, { hard, status }) => {
    await sql`insert into bounced values (${person_id}, ${hard}, ${status ?? null})`.execute(tx)
  },
  stopMail: async (tx, person_id, community_id) => {
    await sql`insert into stopped values (${person_id}, ${community_id})`.execute(tx)
  },
}

type Row = {
  id: Id
  key: string
  name: string
  language: string
  time_zone: string
  epoch: number
  address: string
  communities: Id[]
}

async function listReaders(db: Db, ids: Id[]): Promise<Reader[]> {
  const { rows } = await sql<Row>`
    select person.id, key, name, language, time_zone, epoch, address,
      array(select community_id::int from membership where membership.person_id = person.id and membership.state = 'member') communities
    from person join address on address.person_id = person.id and bounced_at is null
    where person.id = any(${ids}) and person.state = 'active'`.execute(db)
  return rows.map(({ epoch, address, communities, ...person }) => ({
    viewer: {
      door: 'mail',
      person,
      memberships: communities.map((community_id) => ({ community_id, class: 'internal', delivery: 'each' })),
      roles: [],
      session_id: null,
    },
    address,
    epoch,
  }))
}

/** What a mail server does with a mail: takes it, refuses it at a command, or cuts the line within DATA. */
export type Conduct = 'take' | 'cut' | { at: 'mail' | 'rcpt' | 'data'; code: number; words: string }
export type Caught = { from: string; to: string; raw: string }

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
