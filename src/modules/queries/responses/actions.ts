import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { longDate } from '../../../platform/dates.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import type { QuoteWish } from '../../../platform/tables.gen.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { isMember } from '../../communities/index.ts'
import {
  type Attribution,
  addPost,
  isNameless,
  type KeptFile,
  keepAttachments,
  lockThread,
  stricter,
  type Thread,
  type Upload,
  unlinked,
} from '../../conversations/index.ts'
import { may } from '../policy.ts'
import { lockQuery, type Query, subject } from '../query.ts'

type NewResponse = {
  body: string
  /** How the writer wants to stand beside it; the query's own mode may be stricter. */
  attribution: Attribution
  quote_wish: QuoteWish
  place?: string | null
  files?: Upload[]
  message_id?: string
  once: Once
}

type Responded = { number: number | null; undo: string | null; nameless: boolean }

/**
 * Adds the viewer's response, from the page or by mail. What the asker herself adds is a post of the thread without a
 * number among the responses. After publication it is an additional reply.
 */
export async function respond(db: Db, viewer: Viewer, query: Query, response: NewResponse): Promise<Responded> {
  refuseWhenNotOpen(viewer, query)
  const thread = await threadOf(db, query)
  const attribution = stricter(response.attribution, query.attribution)
  const nameless = isNameless(thread, { attribution })
  const attachments = await keepAttachments(response.files ?? [], { nameless })
  const once = nameless ? unlinked(response.once) : response.once

  // The secret goes to the one who wrote and nowhere else; what is kept for a repetition leads to nobody.
  let undo: string | null = null
  const number = await inTransaction(db, once, async (tx) => {
    const now = await lockQuery(tx, query.id)
    refuseWhenNotOpen(viewer, now)
    const added = await addPost(tx, viewer, thread, asPost(viewer, { ...response, attribution }, attachments))
    undo = added.undo
    const number = viewer.person?.id === now.asker_id ? null : await saveResponse(tx, now, added.post.id, response)
    const by = nameless ? { ...viewer, person: null } : viewer
    await record(tx, by, 'response.received', subject(query))
    return nameless ? null : number
  })
  return { number, undo, nameless }
}

function refuseWhenNotOpen(viewer: Viewer, query: Query) {
  ensure(isMember(viewer, query.community_id))
  if (may.respond(viewer, query) || (query.asker_id === viewer.person?.id && query.state === 'gathering')) return
  if (query.closed_at) {
    throw new Refused(
      t('This query stopped gathering responses on {date}. Once its consolidated reply is out, you can add to that.', {
        date: longDate(query.closed_at),
      }),
    )
  }
  throw new Refused(t('This query does not take responses now.'))
}

function threadOf(db: Db, { thread_id }: Query): Promise<Thread> {
  if (thread_id === null) throw new Refused(t('This query does not take responses now.'))
  return lockThread(db, thread_id)
}

function asPost(viewer: Viewer, { body, attribution, message_id }: NewResponse, attachments: KeptFile[]) {
  return { author_id: viewer.person?.id ?? null, body, attribution, message_id, attachments }
}

/** Numbered under the query's lock; the number is for good, even when the response is taken back. */
async function saveResponse(tx: Db, query: Query, post_id: Id, { quote_wish, place }: NewResponse): Promise<number> {
  const { number } = await tx
    .insertInto('response')
    .values({
      post_id,
      query_id: query.id,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from response where query_id = ${query.id})`,
      quote_wish,
      place: place ?? null,
      additional: query.state === 'published',
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}
