import { sql } from '../../src/platform/db.ts'
import { type Transport, transportFor } from '../../src/platform/mail/send/transport.ts'
import { sendOutbox } from '../../src/platform/mail/send.ts'
import type { Letter } from '../../src/platform/outbox.ts'
import { type MailWorld, openMailWorld } from './mail.ts'
import { type Conduct, openSink } from './mail-server.ts'

/** The world of the mail with these letters in it, and what is needed to send and to see what became of them. */
export async function openOutgoing(letters: Letter[]) {
  const world = await openMailWorld({ letters })
  const { db, config } = world
  const toMailbox = transportFor({ ...config, SMTP_URL: undefined })
  return {
    ...world,
    empty: () => empty(world),
    toServer: (url: string) => transportFor({ ...config, SMTP_URL: url }),
    sendOut: (transport: Transport = toMailbox, limit?: number) => sendOutbox(db, world.program, transport, { limit }),
    meet: (conduct: Meeting['conduct'], runs = 1) => meet(world, { conduct, runs }),
    states: () => states(world),
    /** As after a pause of so many minutes. */
    wait: (minutes: number) =>
      sql`update outbox set send_after = send_after - ${minutes} * interval '1 minute'`.execute(db),
    everybody: () => sql`select person_id from membership where community_id = ${world.north} order by person_id`,
  }
}

async function empty({ db }: MailWorld) {
  await sql`truncate outbox, mailbox, bounced`.execute(db)
  await sql`update address set bounced_at = null`.execute(db)
}

type Meeting = { conduct: (nth: number, to: string) => Conduct; runs: number }

/** What is due is sent to a mail server of this conduct, so many times. */
async function meet({ db, program, config }: MailWorld, { conduct, runs }: Meeting) {
  const sink = await openSink(conduct)
  const transport = transportFor({ ...config, SMTP_URL: sink.url })
  let settled = 0
  for (let run = 0; run < runs; run++) settled += await sendOutbox(db, program, transport)
  transport.close()
  await sink.close()
  return { settled, caught: sink.caught }
}

async function states(world: MailWorld) {
  const rows = await world.outbox()
  return rows.map(({ state, error, attempts, lease }) => ({ state, error, attempts, leased: lease !== null }))
}
