import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { languageOf } from '../../../platform/devanagari.ts'
import { NotFound } from '../../../platform/errors.ts'
import { post, postToAll } from '../../../platform/outbox.ts'
import type { Attribution, Urgency } from '../../../platform/tables.gen.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../../communities/index.ts'
import { refuseSame } from '../../conversations/index.ts'
import { move } from '../moves.ts'
import { isAsker, may } from '../policy.ts'
import { type Query, subject } from '../query.ts'
import { deskOf } from '../responses/index.ts'
import { arrived, keptAsDraft, received } from './letters.ts'
import { listSimilar } from './similar.ts'

export type Asked = {
  text: string
  title?: string
  kinds?: string[]
  purpose?: string
  decision_by?: string | null
  urgency?: Urgency
  attribution?: Attribution
  once: Once
}

/** The states in which a query still occupies its asker: one at a time in each community. */
const open = ['submitted', 'shaping', 'queued', 'gathering', 'closed', 'consolidating', 'in_review'] as const

/**
 * Takes a question to the desk, from the page or by mail. While the asker has another one open it is kept as her draft,
 * so that no word is lost; `state` says which.
 */
export function ask(
  db: Db,
  viewer: Viewer,
  community: Community,
  asked: Asked,
): Promise<{ key: string; state: 'submitted' | 'draft' }> {
  const asker = ensure(may.ask(viewer, community) && viewer.person)
  return inTransaction(db, asked.once, async (tx) => {
    await lockAsker(tx, asker.id)
    await refuseFlood(tx, viewer, asked, asker.id)
    const state = (await findOpen(tx, asker.id, community.id)) ? 'draft' : 'submitted'
    const { id, key } = await saveQuery(tx, viewer, community, { ...asked, asker, state })
    if (state === 'draft') {
      if (viewer.door === 'mail') await post(tx, keptAsDraft, { to: asker.id, about: id })
      return { key, state }
    }
    await submitted(tx, viewer, { id, community_id: community.id, room_id: community.room_id }, asker.id)
    return { key, state }
  })
}

/** A program that answers every mail would go on asking for ever. */
async function refuseFlood(tx: Db, { door }: Viewer, { text }: Asked, asker_id: Id) {
  if (door !== 'mail') return
  const { rows } = await sql<{ count: number }>`
    select count(*) from query
    where asker_id = ${asker_id} and via = 'mail' and asked_text = ${text} and created_at > app_now() - interval '1 day'`.execute(
    tx,
  )
  refuseSame(rows[0]?.count ?? 0)
}

/** What follows from a submission: history, the asker's acknowledgement, a word to the desk. */
async function submitted(tx: Db, viewer: Viewer, query: Pick<Query, 'id' | 'community_id' | 'room_id'>, asker_id: Id) {
  await offerSimilar(tx, viewer, query.id)
  await record(tx, viewer, 'query.submitted', subject(query))
  await post(tx, received, { to: asker_id, about: query.id })
  await postToAll(tx, arrived, deskOf(query), query.id)
}

/** What is named to her as perhaps answering it is kept, so that the number she replies with means the same. */
async function offerSimilar(tx: Db, viewer: Viewer, id: Id) {
  const { title, asked_text } = await tx
    .selectFrom('query')
    .select(['title', 'asked_text'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const similar = await listSimilar(tx, viewer, `${title}\n${asked_text}`, 3)
  await tx
    .updateTable('query')
    .set({ offered: similar.map(({ item_id }) => item_id) })
    .where('id', '=', id)
    .execute()
}

/** Two questions of one person pass here one at a time, so that one query is open at most. */
export async function lockAsker(tx: Db, person_id: Id) {
  await sql`select pg_advisory_xact_lock(hashtext('ask'), ${person_id}::int)`.execute(tx)
}

export async function findOpen(db: Db, asker_id: Id, community_id: Id) {
  const row = await db
    .selectFrom('query')
    .select(['id', 'key', 'title', 'state'])
    .where('asker_id', '=', asker_id)
    .where('community_id', '=', community_id)
    .where('state', 'in', [...open])
    .executeTakeFirst()
  return row ?? null
}

type NewQuery = Asked & { asker: { id: Id; language: string }; state: 'submitted' | 'draft' }

function saveQuery(tx: Db, { door }: Viewer, community: Community, { asker, state, ...asked }: NewQuery) {
  return tx
    .insertInto('query')
    .values({
      ...{ community_id: community.id, room_id: community.room_id, asker_id: asker.id, state, via: door },
      language: languageOf(asked.text, asker.language),
      asked_text: asked.text,
      title: asked.title?.trim() || firstSentence(asked.text),
      kinds: asked.kinds ?? [],
      purpose: asked.purpose ?? '',
      decision_by: asked.decision_by || null,
      urgency: asked.urgency ?? 'normal',
      attribution: asked.attribution ?? community.attribution,
      submitted_at: state === 'submitted' ? now : null,
    })
    .returning(['id', 'key'])
    .executeTakeFirstOrThrow()
}

/** A draft goes to the desk when the asker says so and has no other open. */
export function submitDraft(db: Db, viewer: Viewer, query: Query, once: Once) {
  const asker = ensure(isAsker(viewer, query) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    await lockAsker(tx, asker.id)
    if (await findOpen(tx, asker.id, query.community_id)) return false
    const state = move(query.state, 'submit')
    await tx
      .updateTable('query')
      .set({ state, submitted_at: now })
      .where('id', '=', query.id)
      .where('state', '=', 'draft')
      .execute()
    await submitted(tx, viewer, query, asker.id)
    return true
  })
}

export async function listDrafts(db: Db, viewer: Viewer, community_id: Id) {
  if (!viewer.person) throw new NotFound()
  return db
    .selectFrom('query')
    .select(['key', 'title', 'created_at'])
    .where('asker_id', '=', viewer.person.id)
    .where('community_id', '=', community_id)
    .where('state', '=', 'draft')
    .orderBy('id', 'desc')
    .execute()
}

/** The first sentence, or as much of the first line as fits a subject. */
function firstSentence(text: string): string {
  const line =
    text
      .trim()
      .split('\n')
      .find((one) => one.trim().length > 12) ?? text.trim()
  const sentence = /^.{12,140}?[?.।!](?=\s|$)/u.exec(line)?.[0] ?? line
  return sentence.length > 140 ? `${sentence.slice(0, 137).trimEnd()} …` : sentence
}
