import { sql } from '../../../src/platform/db.ts'
import { deliver } from '../../faults/smtp.ts'
import type { World } from '../../world.ts'
import { expect, type Trial } from '../trial.ts'
import { CRLF, letterTo } from './letters.ts'

const MARK = 'X-Injected'

/** Line ends in every spelling that some program takes for one, with a header of ours behind them. */
const ENDS = ['\r\n', '\n', '\r', '\u2028', '\u0085', '\v', '\0\r\n', '%0d%0a', '=0D=0A', '\\r\\n', '\r\n\r\n']
const injections = ENDS.map(
  (end, nth) => `Pumps ${nth}${end}${MARK}: yes${end}Bcc: victim@evil.example${end}${end}body`,
)
const ENCODED = injections.flatMap((words) => {
  const quoted = [...Buffer.from(words)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
  return [`=?utf-8?q?${quoted}?=`, `=?utf-8?b?${Buffer.from(words).toString('base64')}?=`]
})
const IDS = [
  `<a@b>${CRLF}${MARK}: yes`,
  `<a@b> <c@d>`,
  `<a${CRLF} ${MARK}: yes@b>`,
  `<${'a'.repeat(3000)}@b>`,
  '<a@b',
  '<>',
  `<"a\r@b"@c>`,
  '<a@b\u0000c>',
]

/** Titles, names, subjects and Message-IDs of others stand in the heads of what we send. */
export const injectedHeaders: Trial = {
  name: 'ASVS 1.3.11: no word of anybody becomes a header of what we send',
  async run({ world, short }, attempt) {
    const { ben, dee, mailPort } = world
    const few = <T>(all: T[]) => (short ? all.filter((_, nth) => nth % 3 === 0) : all)
    const last = await lastMail(world)
    await nameThem(world)
    const list = '/communities/north/talk'
    for (const title of few(injections)) {
      await world.submit(ben, list, list, { title, body: 'Who pays?' })
      await world.submit(ben, '/me/name', '/me/name', { name: title })
      attempt.count(2)
    }
    const letter = await letterTo(world, dee, 'Heads')
    const folded = injections.map((words) => words.replace(/[\r\n]+/g, '\r\n '))
    for (const [nth, subject] of few([...ENCODED, ...folded]).entries()) {
      const head = [`From: ${subject} <${dee.address}>`, `Subject: ${subject}`, `Message-ID: ${IDS[nth % IDS.length]}`]
      const more = [`In-Reply-To: ${IDS[nth % IDS.length]}`, `References: ${IDS[(nth + 3) % IDS.length]}`]
      const raw = [...head, ...more, `To: ${letter.replyTo}`, '', `Words ${nth}`].join(CRLF)
      await deliver(mailPort, { from: dee.address, to: nth % 2 ? letter.replyTo : 'north@copse.test', raw })
      attempt.count()
    }
    await world.work()
    await world.travel('1 day')
    await world.work()
    const mails = await listMails(world, last)
    for (const mail of mails) checkHead(mail, attempt)
    attempt.figure('mails whose heads were read', mails.length)
  },
}

/** What a form would not take the database may hold all the same, from a time with other forms. */
async function nameThem({ db }: World) {
  const [words = ''] = injections
  await sql`update person set name = name || ${words}, organisation = organisation || ${words} where name in ('Ben', 'Cho', 'Ana')`.execute(
    db,
  )
  await sql`update community set name = jsonb_build_object('en', 'North' || ${words}::text) where short_name = 'North'`.execute(
    db,
  )
}

type Mail = { to_address: string; raw: Buffer }

async function lastMail({ db }: World): Promise<number> {
  const { rows } = await sql<{ id: string }>`select coalesce(max(id), 0) as id from mailbox`.execute(db)
  return Number(rows[0]?.id)
}

async function listMails({ db }: World, after: number): Promise<Mail[]> {
  return (await sql<Mail>`select to_address, raw from mailbox where id > ${after}`.execute(db)).rows
}

const ONCE = ['from', 'to', 'subject', 'message-id', 'date', 'mime-version']

function checkHead({ to_address, raw }: Mail, attempt: Parameters<typeof expect>[0]) {
  const text = raw.toString('latin1')
  const head = text.slice(0, text.indexOf('\r\n\r\n'))
  const names = head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
  expect(attempt, !names.includes(MARK.toLowerCase()), `a header was injected into a mail to ${to_address}`)
  expect(attempt, !names.includes('bcc') && !names.includes('cc'), `a mail to ${to_address} goes to others`)
  for (const name of ONCE)
    expect(
      attempt,
      names.filter((one) => one === name).length === 1,
      `${name} stands not once in a mail to ${to_address}`,
    )
  expect(attempt, !/[\r\n]/.test(head.replaceAll('\r\n', '')), `a bare line end in the head of a mail to ${to_address}`)
  expect(
    attempt,
    head.split('\r\n').every((line) => line.length < 998),
    `a line of a head to ${to_address} is too long`,
  )
  expect(attempt, /^[^@\s<>,]+@[^@\s<>,]+$/.test(to_address), `a mail goes to ${to_address}`)
}
