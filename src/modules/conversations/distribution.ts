import { record } from '../../platform/activity.ts'
import { clock } from '../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../platform/db.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import { postToAll } from '../../platform/outbox.ts'
import { indexForSearch } from '../../platform/search-entry.ts'
import { nobody } from '../../platform/viewer.ts'
import { inRoom } from './actions.ts'
import { audienceByMail, audienceByName } from './audience.ts'
import { isForBundle, keepForBundle } from './bundle.ts'
import { distribution } from './jobs.ts'
import { mentionLetter, postLetter } from './mails.ts'
import { lockPost } from './withdrawal.ts'

/** Once its undo time is over, a post is there for all: on the page, in search, and by mail for those who want each. */
export const distributePost = clock(distribution.kind, (db, id) =>
  db.transaction().execute(async (tx) => {
    const post = await lockPost(tx, id)
    if (post.state !== 'waiting') return

    await tx.updateTable('post').set({ state: 'distributed', undo_hash: null }).where('id', '=', id).execute()
    await noteActivity(tx, post)
    if (!opensQuery(post)) await indexPost(tx, post)
    await record(tx, nobody('job'), 'post.distributed', { kind: 'post', id, ...inRoom(post) })
    await postToAll(tx, mentionLetter, audienceByName(id), id)
    await ((await isForBundle(tx, post)) ? keepForBundle(tx, post) : postToAll(tx, postLetter, audienceByMail(id), id))
  }),
)

/** The thread goes to the top of its lists, and has something new in it. */
async function noteActivity(tx: Db, { thread_id, number }: Distributed) {
  await tx
    .updateTable('thread')
    .set({ active_at: now, shown_up_to: sql<number>`greatest(shown_up_to, ${number}::int)` })
    .where('id', '=', thread_id)
    .execute()
}

type Distributed = Awaited<ReturnType<typeof lockPost>>

/** The words of a query are found as the query, and not once more as a response to it. */
function opensQuery({ thread_kind, number }: Distributed): boolean {
  return thread_kind === 'query' && number === 1
}

/** Its words, and those of its files as far as they have been read. */
export async function indexPost(tx: Db, post: Distributed) {
  const { id, author_id, attribution, at, language, body, room_id, thread_title } = post
  const { text } = renderMarkdown(body ?? '')
  const files = await listFileWords(tx, id)
  await indexForSearch(tx, {
    ...{ kind: 'post', subject_id: id, room_id, at, language },
    author_id: attribution === 'named' ? author_id : null,
    title: thread_title,
    opens: post.number === 1,
    snippet: text.slice(0, 280),
    text: [text, ...files.flatMap((file) => file.text ?? [])].join('\n\n'),
    names: files.map(({ name }) => name).join(' '),
  })
}

function listFileWords(tx: Db, post_id: Id) {
  return tx
    .selectFrom('attachment')
    .leftJoin('file_text', 'file_text.sha256', 'attachment.sha256')
    .select(['attachment.name', 'file_text.text'])
    .where('post_id', '=', post_id)
    .orderBy('position')
    .execute()
}
