import type { Kysely } from 'kysely'
import type { Db, Id, Tables } from '../../db.ts'
import { NotAllowed, NotFound, Refused } from '../../errors.ts'
import { inLanguage, t } from '../../i18n.ts'
import type { Program } from '../../module.ts'
import type { Viewer } from '../../viewer.ts'
import { NO_VERDICT, type Verdict } from '../authenticate.ts'
import { classify } from '../classify.ts'
import { readRaw } from '../raw-store.ts'
import { type IncomingMail, readMail, replyTextOf } from '../read.ts'
import { CONFIRM_RECEIVER, type InboundLetter, type Receiver, STOP_RECEIVER, Unvouched } from '../receiver.ts'
import { onceKey } from '../smtp-in/identity.ts'
import { findRecipient, type Recipient, SmtpRefusal } from '../smtp-in/recipient.ts'
import type { InboundRow, Outcome } from '../work-inbound.ts'
import { answerRefused, askHerself, askToConfirm } from './answers.ts'
import { judge } from './judge.ts'

type Case = { db: Kysely<Tables>; program: Program; row: InboundRow; recipient: Recipient; mail: IncomingMail }

/** Decides what a mail is and who speaks in it, and calls the action that it asks for. May run twice. */
export async function decide(db: Kysely<Tables>, program: Program, row: InboundRow): Promise<Outcome> {
  const recipient = await findRecipient(db, program, row.recipient).catch(orGone)
  if (!recipient) return { state: 'ignored', reason: 'gone' }
  const mail = await readMail(await readRaw(row.file ?? ''))
  const kind = classify(mail, { from: row.envelope_from ?? undefined })
  if (kind.kind === 'bounce') return noteReturned(db, program, recipient, kind)
  if (recipient.kind === 'reply' && recipient.to.receiver === STOP_RECEIVER) return stopMail(program, recipient.to)
  if (kind.kind !== 'letter') return { state: 'ignored', reason: kind.kind }
  if (recipient.kind === 'bounce') return { state: 'ignored', reason: 'return-path' }
  return hear({ db, program, row, recipient, mail })
}

/** The address was good when the mail came; since then the person has left or taken it back. */
function orGone(error: unknown): null {
  if (error instanceof SmtpRefusal) return null
  throw error
}

/** Only a server that could not deliver a letter knows its return path. A reply address is passed on with the letter. */
async function noteReturned(
  db: Db,
  { directory }: Program,
  recipient: Recipient,
  { hard = false, status }: { hard?: boolean; status?: string },
): Promise<Outcome> {
  const person_id = await findAddressee(db, recipient)
  if (person_id === undefined) return { state: 'ignored', reason: 'bounce' }
  return {
    state: 'ignored',
    reason: 'bounce',
    with: inside((tx) => directory.noteBounce(tx, person_id, { hard, status })),
  }
}

async function findAddressee(db: Db, recipient: Recipient): Promise<Id | undefined> {
  if (recipient.kind !== 'bounce') return undefined
  const row = await db.selectFrom('outbox').select('person_id').where('id', '=', recipient.outbox_id).executeTakeFirst()
  return row?.person_id
}

/** As the link in the same letter: whoever has it may stop the mail, and nothing else comes of it. */
function stopMail({ directory }: Program, { person_id, about }: { person_id: Id; about: Id }): Outcome {
  return { state: 'worked', with: inside((tx) => directory.stopMail(tx, person_id, about)) }
}

function inside(work: (tx: Db) => Promise<unknown>): Outcome['with'] {
  return async (tx) => {
    await work(tx)
    return undefined
  }
}

async function hear(given: Case): Promise<Outcome> {
  const { db, program, row, recipient, mail } = given
  const judgement = await judge(db, program, recipient, mail.from.address, verdictOf(row))
  if ('held' in judgement) return hold(given, judgement.held)
  const viewer = await program.directory.viewerOf(db, judgement.person_id, 'mail')
  if (!viewer) return { state: 'ignored', reason: 'gone' }
  const receiver = findReceiver(program, recipient)
  if (!receiver) return { state: 'held', reason: 'no-receiver' }
  return inLanguage(viewer.person?.language, () => give(given, viewer, receiver))
}

function verdictOf({ verdict }: InboundRow): Verdict {
  return { ...NO_VERDICT, ...(verdict as Partial<Verdict>) }
}

/** Whoever answers the question whether a mail is hers from elsewhere is not asked the same of her answer. */
function hold({ program, row, recipient }: Case, reason: string): Outcome {
  if (recipient.kind !== 'reply') return { state: 'held', reason }
  if (recipient.to.receiver === CONFIRM_RECEIVER) return { state: 'ignored', reason }
  const ask = inside((tx) => askToConfirm(tx, program, recipient.to.person_id, row))
  return { state: 'held', reason, with: ask }
}

function findReceiver({ modules }: Program, recipient: Recipient): Receiver | undefined {
  if (recipient.kind === 'community') return modules.find(({ communityMail }) => communityMail)?.communityMail
  const code = recipient.kind === 'reply' ? recipient.to.receiver : undefined
  return modules.flatMap(({ receivers = [] }) => receivers).find((receiver) => receiver.code === code)
}

async function give(given: Case, viewer: Viewer, receiver: Receiver): Promise<Outcome> {
  const { db, program, row, recipient, mail } = given
  try {
    ensureMember(program, viewer, recipient)
    const received = await receiver.receive(db, viewer, aboutOf(recipient), letterOf(row, mail))
    return { state: 'worked', forget: received?.forget }
  } catch (error) {
    if (error instanceof Unvouched) return holdForHer(given)
    const reason = sentenceOf(error)
    return { state: 'refused', reason, with: (tx) => answerRefused(tx, program, viewer, row) }
  }
}

/** From is an address of hers, and her domain says nothing of it: she is asked at once, for what she decides may be urgent. */
function holdForHer({ program, row, recipient }: Case): Outcome {
  if (recipient.kind !== 'reply') return { state: 'held', reason: 'unproven' }
  const ask = inside((tx) => askHerself(tx, program, recipient.to.person_id, row))
  return { state: 'held', reason: 'unproven', with: ask }
}

function ensureMember({ directory }: Program, viewer: Viewer, recipient: Recipient) {
  if (recipient.kind === 'community' && !directory.isMember(viewer, recipient.community_id)) throw new NotAllowed()
}

function aboutOf(recipient: Recipient): Id {
  if (recipient.kind === 'reply') return recipient.to.about
  return recipient.kind === 'community' ? recipient.community_id : 0
}

function letterOf(row: InboundRow, mail: IncomingMail): InboundLetter {
  return {
    id: row.id,
    once: onceKey(row),
    subject: mail.subject,
    text: replyTextOf(mail).text,
    messageId: row.message_id,
    references: [...mail.references, mail.inReplyTo ?? ''].filter(Boolean).map((id) => id.slice(1, -1)),
    attachments: mail.attachments.filter((attachment) => !isOfSignature(attachment)),
    received_at: row.received_at,
    proven: isProven(verdictOf(row)),
  }
}

function isProven({ aligned, confirmed }: Verdict): boolean {
  return aligned || confirmed === true
}

const SMALL_PICTURE = 16 * 1024

/** The little pictures that stand in a signature go with it. */
function isOfSignature({ inline, type, size }: IncomingMail['attachments'][number]): boolean {
  return inline && type.startsWith('image/') && size <= SMALL_PICTURE
}

/** What the writer is told; any other error is a fault of ours. */
function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (!(error instanceof NotFound || error instanceof NotAllowed)) throw error
  return t('What you wrote to is not there any more, or is not open to you.')
}
