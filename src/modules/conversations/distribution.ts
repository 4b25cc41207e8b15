import { record } from '../../platform/activity.ts'
import { clock } from '../../platform/clocks.ts'
import type { Db } from '../../platform/db.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import { postToAll } from '../../platform/outbox.ts'
import { indexForSearch } from '../../platform/search-entry.ts'
import { nobody } from '../../platform/viewer.ts'
import { inRoom } from './actions.ts'
import { audienceByMail } from './audience.ts'
import { isForBundle, keepForBundle } from './bundle.ts'
import { distribution } from './jobs.ts'
import { postLetter } from './mails.ts'
import { lockPost } from './withdrawal.ts'

/** Once its undo time is over, a post is there for all: on the page, in search, and by mail for those who want each. */
export const distributePost = clock(distribution.kind, (db, id) =>
  db.transaction().execute(async (tx) => {
    const post = await lockPost(tx, id)
    if (post.state !== 'waiting') return

    await tx.updateTable('post').set({ state: 'distributed', undo_hash: null }).where('id', '=', id).execute()
    if (!opensQuery(post)) await indexPost(tx, post)
    await record(tx, nobody('job'), 'post.distributed', { kind: 'post', id, ...inRoom(post) })
    await ((await isForBundle(tx, post)) ? keepForBundle(tx, post) : postToAll(tx, postLetter, audienceByMail(id), id))
  }),
)

type Distributed = Awaited<ReturnType<typeof lockPost>>

/** The words of a query are found as the query, and not once more as a response to it. */
function opensQuery({ thread_kind, number }: Distributed): boolean {
  return thread_kind === 'query' && number === 1
}

async function indexPost(tx: Db, post: Distributed) {
  const { id, author_id, attribution, at, language, body, room_id, thread_title } = post
  await indexForSearch(tx, {
    ...{ kind: 'post', subject_id: id, room_id, at, language },
    author_id: attribution === 'named' ? author_id : null,
    title: thread_title,
    text: renderMarkdown(body ?? '').text,
  })
}
