import type { Kysely } from 'kysely'
import type { Id, Tables } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { type InboundLetter, type Received, receiver } from '../../../platform/mail/receiver.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { nudgeReply, responseReply } from '../addresses.ts'
import { findQueryById, type Query } from '../query.ts'
import { respond } from './actions.ts'

/** A reply to any letter of a query's thread is a response to the query. */
export const respondByReply = receiver(responseReply.code, 'response', async (db, viewer, about, letter) => {
  const found = await db.selectFrom('query').select('id').where('thread_id', '=', about).executeTakeFirst()
  return respondByMail(db, viewer, found?.id, letter)
})

/** A reply to the mail that asked by name. */
export const respondToNudge = receiver(nudgeReply.code, 'nudge', (db, viewer, about, letter) =>
  respondByMail(db, viewer, about, letter),
)

async function respondByMail(
  db: Kysely<Tables>,
  viewer: Viewer,
  query_id: Id | undefined,
  letter: InboundLetter,
): Promise<Received> {
  const query = await find(db, viewer, query_id)
  const { text, attribution } = readWish(letter.text)
  const { nameless } = await respond(db, viewer, query, {
    body: text,
    attribution: attribution ?? 'named',
    quote_wish: attribution === 'organisation' ? 'organisation' : 'name',
    files: letter.attachments,
    message_id: letter.messageId,
    once: letter.once,
  })
  return { forget: nameless }
}

async function find(db: Kysely<Tables>, viewer: Viewer, id: Id | undefined): Promise<Query> {
  try {
    return await findQueryById(db, viewer, id ?? 0)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    throw new Refused(t('This query is not open to you any more. Nothing was posted.'))
  }
}

/** “No name” alone on the first line: only the organisation stands beside the words. */
function readWish(text: string): { text: string; attribution?: 'organisation' } {
  const [, rest] = /^\s*(?:no name|without name|बिना नाम|नाम नहीं)\s*[.!।]?\s*\n([\s\S]+)$/iu.exec(text) ?? []
  return rest ? { text: rest.trim(), attribution: 'organisation' } : { text }
}
