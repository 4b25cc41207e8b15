import { config } from '../../config.ts'
import { dateAndTime } from '../../dates.ts'
import { type Db, type Id, type Selectable, sql, type Tables } from '../../db.ts'
import { t } from '../../i18n.ts'
import type { Program } from '../../module.ts'
import { type Letter, letter, post } from '../../outbox.ts'
import { withinRate } from '../../rates.ts'
import type { Viewer } from '../../viewer.ts'
import type { Block, LetterContent } from '../content.ts'
import { readRaw } from '../raw-store.ts'
import { readMail, replyTextOf } from '../read.ts'
import { CONFIRM_RECEIVER } from '../receiver.ts'
import { heldKey } from '../tokens.ts'

type Mail = Pick<Selectable<Tables['inbound_mail']>, 'id' | 'community_id'>

/** Tells the writer why, and gives her words back; held where that cannot be. */
export async function answerRefused(tx: Db, program: Program, { person }: Viewer, mail: Mail) {
  const told = person && (await answerInTime(tx, program, person.id, refusedLetter, mail))
  return told ? undefined : 'held'
}

/** Asks the person whom we wrote to, at her own address, whether a mail in her name is hers. */
export function askToConfirm(tx: Db, program: Program, person_id: Id, mail: Mail): Promise<boolean> {
  return answerInTime(tx, program, person_id, confirmLetter, mail)
}

const QUESTIONS_A_DAY = 20

/** The same for a mail from an address of hers, as often as she may need it in a day of work. */
export async function askHerself(tx: Db, program: Program, person_id: Id, mail: Mail): Promise<boolean> {
  const often = await withinRate(tx, `confirm:${person_id}`, QUESTIONS_A_DAY, 24 * 60)
  if (!often) return askToConfirm(tx, program, person_id, mail)
  await post(tx, confirmLetter, { to: person_id, about: mail.id })
  return true
}

/** What came to a reply address no moderator sees, so its answer waits for a free day of the coming week. */
const DAYS = 7

/** At most one automatic answer for each address and day (RFC 3834), so that two machines never talk to each other. */
async function answerInTime(
  tx: Db,
  { directory }: Program,
  to: Id,
  answer: Letter,
  { id: about, community_id }: Mail,
): Promise<boolean> {
  const [reader] = await directory.listReaders(tx, [to])
  const after = reader?.address && (await takeDay(tx, reader.address, community_id === null ? DAYS : 1))
  if (!after) return false
  await post(tx, answer, { to, about, after })
  return true
}

async function takeDay(tx: Db, address: string, days: number): Promise<Date | undefined> {
  const { rows } = await sql<{ after: Date }>`
    insert into automatic_answer (address, day)
    select ${address}::text, min(free.day) from generate_series(0, ${days}::int - 1) ahead,
      lateral (select app_now()::date + ahead as day) free
    where not exists (select from automatic_answer given where given.address = ${address} and given.day = free.day)
    having min(free.day) is not null
    on conflict do nothing returning greatest(app_now(), day::timestamptz) as after`.execute(tx)
  return rows[0]?.after
}

const refusedLetter = letter('mail.refused', 'inbound_mail', async (db, reader, about) => {
  const row = await findRow(db, about, 'refused')
  if (!row) return null
  const { text, attachments } = await readWords(row)
  return {
    subject: row.subject ? t('Not taken: {subject}', { subject: row.subject }) : t('Your mail was not taken'),
    blocks: [
      row.reason ?? '',
      t('Nothing is lost. This is what you wrote on {day}, so that you can send it again:', {
        day: dayOf(row, reader),
      }),
      { rule: true },
      { prose: { html: '', text } },
      ...listFiles(attachments),
    ],
    why: t('You get this because you wrote a mail that Copse could not use.'),
    answers: row.message_id,
    auto: 'auto-replied',
  } satisfies LetterContent
})

const confirmLetter = letter('mail.confirm-sender', 'inbound_mail', async (db, reader, about) => {
  const row = await findRow(db, about, 'held')
  if (!row) return null
  const { text } = await readWords(row)
  return {
    subject: t('Is this mail yours?'),
    blocks: [
      t('A mail came to an address that we gave to you alone, and we cannot tell whether you wrote it.'),
      {
        facts: [
          [t('From'), row.from_address ?? '–'],
          [t('Subject'), row.subject || '–'],
          [t('Received'), dayOf(row, reader)],
        ],
      },
      { prose: { html: '', text: firstLines(text) } },
      { link: t('Look at it and say that it is yours'), href: `${config().BASE_URL}/mail/held/${heldKey(row.id)}` },
      t('Or reply YES if it is yours, NO if it is not. Without an answer it is not used.'),
    ],
    replies: { to: { code: CONFIRM_RECEIVER }, about, hint: t('Reply YES if the mail is yours, NO if it is not.') },
    why: t('You get this because Copse asks you before it takes a mail for yours.'),
    auto: 'auto-replied',
  } satisfies LetterContent
})

export const mailLetters: Letter[] = [refusedLetter, confirmLetter]

type Row = Selectable<Tables['inbound_mail']>

/** The reason of a letter is gone when the mail has been settled otherwise. */
function findRow(db: Db, id: Id, state: Row['state']) {
  return db.selectFrom('inbound_mail').selectAll().where('id', '=', id).where('state', '=', state).executeTakeFirst()
}

async function readWords({ file }: Row) {
  const mail = await readMail(await readRaw(file ?? ''))
  return { text: replyTextOf(mail).text, attachments: mail.attachments }
}

function dayOf({ received_at }: Row, { person }: Viewer): string {
  return dateAndTime(received_at, person?.time_zone ?? 'UTC')
}

function listFiles(attachments: { name: string }[]): Block[] {
  if (attachments.length === 0) return []
  return [t('With it came these files, which are not sent back:'), { list: attachments.map(({ name }) => name) }]
}

function firstLines(text: string): string {
  const start = text.split('\n').slice(0, 12).join('\n').slice(0, 600)
  return start.length < text.length ? `${start} …` : start
}
