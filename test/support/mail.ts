import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { inTransaction } from '../../src/platform/action.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { type Db, type Id, openDb, sql, type Tables } from '../../src/platform/db.ts'
import { Refused } from '../../src/platform/errors.ts'
import { receiver } from '../../src/platform/mail/receiver.ts'
import { type MailInOptions, startMailIn } from '../../src/platform/mail/smtp-in.ts'
import type { Module, Program } from '../../src/platform/module.ts'
import type { Letter } from '../../src/platform/outbox.ts'
import { freshDatabase } from './database.ts'
import { directory } from './mail-directory.ts'

/** What the test's receivers were given, as they were given it. */
export type Taken = { person_id: Id; about: Id; receiver: string; subject: string; text: string; attachments: string[] }

export const MAIL_DOMAIN = 'copse.example'
export const thread = { code: 51 }
export const closed = { code: 52 }
export const broken = { code: 53 }
export const unattributed = { code: 54 }

type Options = { letters?: Letter[]; mailIn?: MailInOptions }
export type MailWorld = Awaited<ReturnType<typeof openMailWorld>>

/**
 * The mail of a Copse with one community, north, whose members are Ana and Ben; Cho is a person and no member. Its
 * receivers write down what they are given: to a thread, to one that is closed, to one that is broken, to one whose
 * contributions bear no name.
 */
export async function openMailWorld({ letters = [], mailIn = {} }: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'copse-test-mail-'))
  const config = settle(folder)
  const database = await freshDatabase()
  const db = openDb(database.connection, { max: 10 })
  for (const table of TABLES) await sql.raw(`create table ${table}`).execute(db)
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

const TABLES = [
  'taken (id serial, person_id bigint, about bigint, receiver text, subject text, text text, attachments text[])',
  'stopped (person_id bigint, community_id bigint)',
  'bounced (person_id bigint, hard boolean, status text)',
]

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
