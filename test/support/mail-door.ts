import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SendMailOptions } from 'nodemailer'
import { type Id, sql } from '../../src/platform/db.ts'
import { replyAddress } from '../../src/platform/mail/tokens.ts'
import { MAIL_DOMAIN, type MailWorld, openMailWorld, sendTo, thread } from './mail.ts'

export const toNorth = `north@${MAIL_DOMAIN}`

/** The world of the mail with what is needed to knock at its door and to look at what came in; nothing is worked. */
export async function openMailDoor() {
  const world = await openMailWorld()
  const { ana } = world
  return {
    ...world,
    empty: () => empty(world),
    /** From Ana to North, unless it says otherwise. */
    mail: (more: SendMailOptions = {}): SendMailOptions => {
      return { from: ana.address, to: toNorth, subject: 'Pumps', text: 'Who pays for pumps?', ...more }
    },
    raw: (head: string, body = 'Hello\r\n', to = toNorth): SendMailOptions => {
      return { envelope: { from: ana.address, to }, raw: `${head}\r\n\r\n${body}` }
    },
    refusalOf: (options: SendMailOptions, port = world.port) => refusalOf(options, port),
    files: () => files(world),
    rows: () => rows(world),
  }
}

export function reply(person: { id: Id }, about = 7, epoch = 0): string {
  return replyAddress({ person_id: person.id, receiver: thread.code, about, epoch })
}

/** The settings of this world, for those that a test adds to or changes. */
export function settingsOf({ config }: Pick<MailWorld, 'config'>) {
  const { BASE_URL, COPSE_DATA, COPSE_SECRET } = config
  return { BASE_URL, COPSE_DATA, COPSE_SECRET, MAIL_DOMAIN, COPSE_TEST: '1' }
}

async function empty({ db, folder }: MailWorld) {
  await sql`truncate inbound_mail`.execute(db)
  rmSync(join(folder, 'mail'), { recursive: true, force: true })
  mkdirSync(join(folder, 'mail'))
}

/** The server's answer to a mail that it does not take. */
async function refusalOf(options: SendMailOptions, port: number): Promise<string> {
  const error = await sendTo(port, options).then(
    () => new Error('It was taken'),
    (error) => error,
  )
  return error.response ?? error.message
}

function files({ folder }: MailWorld): string[] {
  return readdirSync(join(folder, 'mail'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.eml'))
}

async function rows(world: MailWorld) {
  return (await world.inbound()).map(({ recipient, from_address, subject, state }) => ({
    recipient,
    from_address,
    subject,
    state,
  }))
}
