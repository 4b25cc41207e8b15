import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, now, sql } from '../../../platform/db.ts'
import { languageOf } from '../../../platform/devanagari.ts'
import { renderMarkdown } from '../../../platform/markdown.ts'
import { postToAll } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { inRoom, lockThread } from '../actions.ts'
import { audienceByName } from '../audience.ts'
import { indexPost } from '../distribution.ts'
import { dropSent } from '../drafts/actions.ts'
import { mentionLetter } from '../mails.ts'
import { saveMentions } from '../mentions/actions.ts'
import { findNamed, withoutBrackets } from '../mentions/names.ts'
import { may } from '../policy.ts'
import type { Post } from '../reads.ts'
import { lockPost } from '../withdrawal.ts'

type Edition = { body: string; version: number; told?: string[]; draft?: string; once?: Once }

/** `conflict`: other words of hers stand there since she began, as from another device; nothing was changed. */
export type Edited = 'edited' | 'same' | 'conflict'

/**
 * Puts other words in the place of the author's own. While they wait nobody has seen them; afterwards what they were
 * stands in the history. Mails that have gone out stay as they are; whoever is named anew is told.
 */
export function editPost(db: Db, viewer: Viewer, { id }: Pick<Post, 'id'>, edition: Edition): Promise<Edited> {
  return inTransaction(db, edition.once, async (tx) => {
    const post = await lockPost(tx, id)
    ensure(may.edit(viewer, post))
    const body = withoutBrackets(edition.body)
    if (post.version !== edition.version) return 'conflict'
    if (post.body === body) return 'same'

    if (post.state === 'distributed') await keepVersion(tx, post)
    await saveWords(tx, post, body)
    await noteNames(tx, post, body, edition)
    if (post.state === 'distributed') await tellAnew(tx, { ...post, body })
    await dropSent(tx, viewer, post.community_id, edition)
    await record(tx, viewer, 'post.edited', { kind: 'post', id, ...inRoom(post) }, { version: post.version + 1 })
    return 'edited'
  })
}

type Locked = Awaited<ReturnType<typeof lockPost>>

async function keepVersion(tx: Db, { id, version, body, at, edited_at }: Locked) {
  await tx
    .insertInto('post_version')
    .values({ post_id: id, version, body, at: edited_at ?? at })
    .execute()
}

async function saveWords(tx: Db, { id, state, language }: Locked, body: string) {
  const seen = state === 'distributed'
  await tx
    .updateTable('post')
    .set({ body, body_html: renderMarkdown(body).html, language: languageOf(body, language) })
    .set({ version: sql<number>`version + 1`, ...(seen ? { edited_at: now } : {}) })
    .where('id', '=', id)
    .execute()
}

async function noteNames(
  tx: Db,
  { id, thread_id, author_id, reach, staff_only }: Locked,
  body: string,
  { told }: Edition,
) {
  const room = await lockThread(tx, thread_id)
  const { people } = await findNamed(tx, { ...room, reach, staff_only }, body, told)
  await saveMentions(tx, id, people, author_id)
}

/** A letter goes once to each, so only those who had none are written to. */
async function tellAnew(tx: Db, post: Locked) {
  await indexPost(tx, post)
  await postToAll(tx, mentionLetter, audienceByName(post.id), post.id)
}
