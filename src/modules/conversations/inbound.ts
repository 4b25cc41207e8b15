import { inTransaction } from '../../platform/action.ts'
import type { Db, Id } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import { type InboundLetter, receiver } from '../../platform/mail/receiver.ts'
import { post } from '../../platform/outbox.ts'
import { replyWord } from '../../platform/reply-words.ts'
import { hash } from '../../platform/secret.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Community } from '../communities/index.ts'
import { isNameless } from './actions.ts'
import { keepAttachments } from './attachments.ts'
import { takenBack, threadAddress, undoAddress } from './jobs.ts'
import { settleMentionsOf } from './mentions/actions.ts'
import { findThreadById, type Thread } from './reads.ts'
import { addToTalk, startTalk } from './talk.ts'
import { isTicket, secretOf } from './undo.ts'
import { withdrawPost } from './withdrawal.ts'

/** “Undo” (वापस लें …) as a reply to the acknowledgement takes the contribution back. */
export const undoPost = receiver(undoAddress.code, 'undo', async (db, viewer, about, letter) => {
  if (!replyWord(letter.text, ['undo'])) {
    throw new Refused(
      t('This address only takes a contribution back: reply with the one word “undo”. Nothing was posted.'),
    )
  }
  await inTransaction(db, undefined, async (tx) => {
    await (isTicket(about) ? undoByTicket(tx, viewer, about) : undoOwn(tx, viewer, about, letter))
    if (viewer.person) await post(tx, takenBack, { to: viewer.person.id, about })
  })
  return { forget: isTicket(about) }
})

async function undoByTicket(db: Db, viewer: Viewer, ticket: Id) {
  const undo = secretOf(ticket)
  const waiting = await db.selectFrom('post').select('id').where('undo_hash', '=', hash(undo)).executeTakeFirst()
  if (!waiting) throw new Refused(t('The time to take it back is over, or it has been taken back already.'))
  await withdrawPost(db, viewer, waiting, { undo: [undo] })
}

async function undoOwn(db: Db, viewer: Viewer, id: Id, { once }: InboundLetter) {
  const own = await db.selectFrom('post').select(['id', 'state']).where('id', '=', id).executeTakeFirst()
  if (own?.state === 'distributed') {
    throw new Refused(
      t('It has gone to the members, so it can no longer be undone. On its page you can still withdraw it.'),
    )
  }
  if (own) await withdrawPost(db, viewer, own, { once })
}

/** A reply to a letter of a thread is a post in it; “done” alone says that nothing more is needed of her who was asked. */
export const replyToThread = receiver(threadAddress.code, 'thread', async (db, viewer, about, letter) => {
  const thread = await findThreadById(db, viewer, about)
  const done = replyWord(letter.text, ['done'], { signedBy: viewer.person?.name })
  if (done && !done.rest && (await settleMentionsOf(db, viewer, thread.id))) return undefined
  return addToTalk(db, viewer, thread, await wordsOf(letter, thread))
})

/** A new mail to a community whose mail goes straight to the room opens a thread of talk. */
export async function startTalkByMail(db: Db, viewer: Viewer, community: Community, letter: InboundLetter) {
  const room = { room_attribution: community.attribution }
  const title = letter.subject.replace(/^(\s*(re|fwd?|aw|wg)\s*:)+/i, '').trim()
  return startTalk(db, viewer, community, { title: title || firstWords(letter.text), ...(await wordsOf(letter, room)) })
}

async function wordsOf({ text, attachments, messageId, once }: InboundLetter, room: Pick<Thread, 'room_attribution'>) {
  const nameless = isNameless(room, { attribution: room.room_attribution })
  return { body: text, message_id: messageId, once, attachments: await keepAttachments(attachments, { nameless }) }
}

function firstWords(text: string): string {
  return text.split('\n')[0]?.slice(0, 80).trim() || t('Without a subject')
}
