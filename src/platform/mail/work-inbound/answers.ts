import { config } from '../../config.ts'
import { dateAndTime } from '../../dates.ts'
import { type Db, type Id, type Selectable, sql, type Tables } from '../../db.ts'
import { t } from '../../i18n.ts'
import type { Program } from '../../module.ts'
import { type Letter, letter, post } from '../../outbox.ts'
import type { Viewer } from '../../viewer.ts'
import type { Block, LetterContent } from '../content.ts'
import { readRaw } from '../raw-store.ts'
import { readMail, replyTextOf } from '../read.ts'
import { heldKey } from '../tokens.ts'

/** Tells the writer why, and gives her words back; the second one of a day waits for a moderator instead. */
export async function answerRefused(tx: Db, program: Program, { person }: Viewer, inbound_id: Id) {
  const told = person && (await answerOnce(tx, program, person.id, refusedLetter, inbound_id))
  return told ? undefined : 'held'
}

/** Asks the person whom we wrote to, at her own address, whether a mail in her name is hers. */
export function askToConfirm(tx: Db, program: Program, person_id: Id, inbound_id: Id): Promise<boolean> {
  return answerOnce(tx, program, person_id, confirmLetter, inbound_id)
}

/** At most one automatic answer for each address and day (RFC 3834), so that two machines never talk to each other. */
async function answerOnce(tx: Db, { directory }: Program, to: Id, answer: Letter, about: Id): Promise<boolean> {
  const [reader] = await directory.listReaders(tx, [to])
  if (!reader?.address) return false
  const { numInsertedOrUpdatedRows: first } = await tx
    .insertInto('automatic_answer')
    .values({ address: reader.address, day: sql<string>`app_now()::date` })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirstOrThrow()
  if (!first) return false
  await post(tx, answer, { to, about })
  return true
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
      t('If it is not yours, you need do nothing. It is not used.'),
    ],
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
