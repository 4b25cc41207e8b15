import { existsSync, readdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { SendMailOptions } from 'nodemailer'
import { type Id, sql } from '../../src/platform/db.ts'
import type { Resolver } from '../../src/platform/mail/authenticate.ts'
import { transportFor } from '../../src/platform/mail/send/transport.ts'
import { sendOutbox } from '../../src/platform/mail/send.ts'
import { replyAddress } from '../../src/platform/mail/tokens.ts'
import { workInbound } from '../../src/platform/mail/work-inbound.ts'
import { letter } from '../../src/platform/outbox.ts'
import { type MailWorld, openMailWorld, plantMember, plantPerson, thread } from './mail.ts'

export const greeting = letter('test.greeting', 'thing', async () => ({ subject: 'Hello', blocks: [], why: 'A test.' }))

/** The world of the mail in which a mail is worked as soon as it came; besides, Guarded and Asha, who reads Hindi, are members. */
export async function openInbound() {
  const world = await openMailWorld({ letters: [greeting], mailIn: { resolver: names } })
  const { db, program, ana, north } = world
  const guarded = await plantPerson(db, 'Guarded')
  await sql`update address set address = 'g@guarded.example' where person_id = ${guarded.id}`.execute(db)
  await plantMember(db, guarded.id, north)
  const asha = await plantPerson(db, 'Asha', 'hi')
  await plantMember(db, asha.id, north)
  const work = () => workInbound(db, program)
  return {
    ...world,
    guarded,
    asha,
    work,
    empty: () => empty(world),
    rawFiles: () => rawFiles(world),
    lettersSent: () => lettersSent(world),
    /** From Ana to a thread, unless it says otherwise. */
    async mail(more: SendMailOptions) {
      const text = 'We let the women keep the keys.'
      await world.send({ from: ana.address, to: reply(ana), subject: 'Re: Pumps', text, ...more })
      await work()
    },
    async states() {
      return (await world.inbound()).map(({ state, reason }) => (reason ? `${state}: ${reason}` : state))
    },
  }
}

export function reply(person: { id: Id }, { to = thread, about = 7 } = {}): string {
  return replyAddress({ person_id: person.id, receiver: to.code, about, epoch: 0 })
}

/** people.example publishes nothing; guarded.example says that nobody sends for it whom it has not signed for. */
const names: Resolver = async (domain, type) => {
  if (type === 'TXT' && domain === '_dmarc.guarded.example') return [['v=DMARC1; p=none']]
  throw Object.assign(new Error(domain), { code: 'ENOTFOUND' })
}

async function empty(world: MailWorld) {
  const tables = sql`inbound_mail, outbox, mailbox, automatic_answer, done_once, taken, stopped, bounced`
  await sql`truncate ${tables}`.execute(world.db)
  for (const file of rawFiles(world)) unlinkSync(join(world.folder, 'mail', file))
}

function rawFiles({ folder }: MailWorld): string[] {
  const mails = join(folder, 'mail')
  return (existsSync(mails) ? readdirSync(mails) : []).filter((name) => name.endsWith('.eml'))
}

/** What went out since, as it lies in the mailbox. */
async function lettersSent({ db, program, config }: MailWorld) {
  await sendOutbox(db, program, transportFor({ ...config, SMTP_URL: undefined }))
  return db.selectFrom('mailbox').selectAll().orderBy('id').execute()
}
