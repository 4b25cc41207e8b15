import type { Db, Id } from '../../db.ts'
import type { Program } from '../../module.ts'
import type { Verdict } from '../authenticate.ts'
import type { Recipient } from '../smtp-in/recipient.ts'

/** For whom a mail speaks; a held one says why it speaks for nobody. */
type Judgement = { person_id: Id } | { held: 'other-sender' | 'unproven' | 'unaddressed' }

/**
 * An address of ours says whom we wrote to, not who answers: an answer counts when its From is one of that person's
 * addresses. A From counts when a signature or the sending host vouches for it, or its domain gives us nothing to check
 * by, as lists have always had to take it. All else waits for one confirming press on a page.
 */
export async function judge(
  db: Db,
  { directory }: Program,
  recipient: Recipient,
  from: string | null,
  verdict: Verdict,
): Promise<Judgement> {
  const isToPerson = recipient.kind === 'reply'
  if (!isToPerson && recipient.kind !== 'community') return { held: 'unaddressed' }
  if (isToPerson && verdict.confirmed) return { person_id: recipient.to.person_id }

  const sender = from === null ? null : await directory.findSender(db, from)
  if (!sender || (isToPerson && sender.person_id !== recipient.to.person_id)) return { held: 'other-sender' }
  const counts = verdict.aligned || verdict.silent || verdict.confirmed
  return counts ? { person_id: sender.person_id } : { held: 'unproven' }
}
