import { ensure, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import { setClock } from '../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { languageOf } from '../../platform/devanagari.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import { post as mail } from '../../platform/outbox.ts'
import { seal } from '../../platform/secret.ts'
import { type Door, nobody, type Viewer } from '../../platform/viewer.ts'
import { type KeptFile, saveAttachments } from './attachments.ts'
import { type Attribution, stricter } from './author.ts'
import { refuseFlood } from './flood.ts'
import { acknowledgement, distribution, namelessAcknowledgement } from './jobs.ts'
import { answerMentions, saveMentions } from './mentions/actions.ts'
import { asksEveryone, findNamed, withoutBrackets } from './mentions/names.ts'
import { may } from './policy.ts'
import type { Reach, Thread } from './reads.ts'
import { newUndo, type Undo } from './undo.ts'

type NewThread = Pick<Thread, 'community_id' | 'room_id' | 'kind' | 'title'> & { language?: string }

/** Opens an empty thread in a room, which has fixed who reads it and how its writers are named. */
export async function openThread(tx: Db, { language = 'en', ...thread }: NewThread): Promise<Thread> {
  const { id } = await tx
    .insertInto('thread')
    .values({ ...thread, language })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, nobody('job'), 'thread.opened', { kind: 'thread', id, ...inRoom(thread) })
  return lockThread(tx, id)
}

/** Posts of one thread get their numbers here one at a time. */
export function lockThread(tx: Db, id: Id): Promise<Thread> {
  return tx
    .selectFrom('thread')
    .innerJoin('room', 'room.id', 'thread.room_id')
    .selectAll('thread')
    .select(['room.reach', 'room.staff_only', 'room.attribution as room_attribution'])
    .where('thread.id', '=', id)
    .forUpdate('thread')
    .executeTakeFirstOrThrow()
}

export type NewPost = {
  /** Whose words these are; left out where the room or the attribution names nobody. */
  author_id: Id | null
  body: string
  attribution: Attribution
  /** The writer's organisation, where the words came by telephone or letter. */
  organisation?: string | null
  reach?: Reach
  staff_only?: boolean
  language?: string
  via?: Door
  attachments?: KeptFile[]
  /** Goes out at once and cannot be taken back. */
  urgent?: boolean
  /** The Message-ID it came with; not kept where nobody is named. */
  message_id?: string
  /** Whether the writer is told that it has been taken in; by mail she is, unless this says no. */
  acknowledge?: boolean
  /** Keys of those who are meant where members share a name. */
  told?: string[]
  /** Every member is told of it at once: counts for a coordinator who was shown how many they are. */
  everyone?: boolean
}

export type AddedPost = { id: Id; key: string; number: number; distribute_at: Date }

/**
 * Adds a post, to be distributed when its undo time is over: two minutes from the page, five by mail. `undo` is the
 * secret by which an unattributed one is taken back; a named one is taken back by its author.
 */
export async function addPost(
  tx: Db,
  viewer: Viewer,
  thread: Thread,
  post: NewPost,
): Promise<{ post: AddedPost; undo: string | null }> {
  ensure(may.post(viewer, thread))
  refuseClosed(thread)
  refuseEmpty(post)
  const whole = complete(viewer, thread, post)
  await refuseFlood(tx, thread, whole)
  const undo = isNameless(thread, post) && !whole.urgent ? newUndo() : null
  const added = await insertPost(tx, thread, whole, undo)

  await saveAttachments(tx, added.id, thread, whole.attachments)
  if (post.message_id && whole.author_id) await saveMessageRef(tx, post.message_id, added.id)
  await noteNames(tx, thread, added.id, whole)
  await setClock(tx, distribution, added.id, added.distribute_at)
  const by = whole.author_id ? viewer : nameless(viewer)
  await record(tx, by, 'post.added', { kind: 'post', id: added.id, ...inRoom(thread) })
  if (whole.acknowledge) await acknowledge(tx, viewer, added, whole.author_id ? null : (undo ?? newUndo()))
  return { post: added, undo: undo?.secret ?? null }
}

/** Where nobody is named, the identity is not kept: neither by the wish of the writer nor by the rule of the room. */
export function isNameless({ room_attribution }: Pick<Thread, 'room_attribution'>, post: { attribution: Attribution }) {
  return post.attribution === 'unattributed' || room_attribution === 'unattributed'
}

/** A once-key leads to a person; where nobody is named it is kept as a seal of itself, and the result stays empty. */
export function unlinked(once: Once): Once {
  return once && seal('once', once).toString('base64url')
}

/** A closed thread is read and not gone on with; whoever writes by mail is told so. */
function refuseClosed({ title, closed_at }: Thread) {
  if (!closed_at) return
  throw new Refused(
    t('“{title}” is closed: it takes no more contributions. Write to the community to begin a new conversation.', {
      title,
    }),
  )
}

function refuseEmpty({ body, attachments = [] }: NewPost) {
  if (!body.trim() && attachments.length === 0) {
    throw new Refused(t('There are no words of your own in it, so nothing has been posted.'))
  }
}

type WholePost = ReturnType<typeof complete>

/** A post is never wider, and never names more, than its room allows. */
function complete(viewer: Viewer, thread: Thread, post: NewPost) {
  const via = post.via ?? viewer.door
  return {
    ...post,
    via,
    body: withoutBrackets(post.body),
    everyone: Boolean(post.everyone) && may.askEveryone(viewer, thread) && asksEveryone(post.body),
    author_id: isNameless(thread, post) ? null : post.author_id,
    attribution: stricter(post.attribution, thread.room_attribution),
    reach: post.reach ?? thread.reach,
    staff_only: post.staff_only ?? thread.staff_only,
    language: post.language ?? languageOf(post.body, thread.language),
    attachments: post.attachments ?? [],
    urgent: post.urgent ?? via === 'job',
    acknowledge: post.acknowledge ?? via === 'mail',
  }
}

/** Whom it asks by name, and who has answered by it. */
async function noteNames(tx: Db, { id, ...room }: Thread, post_id: Id, post: WholePost) {
  const { body, told, reach, staff_only } = post
  const { people } = await findNamed(tx, { ...room, reach, staff_only }, body, told)
  if (people.length > 0) await saveMentions(tx, post_id, people, post.author_id)
  await answerMentions(tx, id, post.author_id)
}

async function insertPost(tx: Db, thread: Thread, post: WholePost, undo: Undo | null): Promise<AddedPost> {
  const { author_id, attribution, reach, staff_only, language, via, body } = post
  return tx
    .insertInto('post')
    .values({
      ...{ author_id, attribution, reach, staff_only, language, via, body },
      thread_id: thread.id,
      number: await nextNumber(tx, thread.id),
      organisation: post.organisation ?? null,
      to_everyone: post.everyone,
      body_html: renderMarkdown(body).html,
      distribute_at: sql<Date>`app_now() + ${minutesToUndo(post)}::int * interval '1 minute'`,
      undo_hash: undo?.undo_hash ?? null,
    })
    .returning(['id', 'key', 'number', 'distribute_at'])
    .executeTakeFirstOrThrow()
}

/** The update locks the thread's row until the end, so that numbers follow one another without a gap. */
async function nextNumber(tx: Db, id: Id): Promise<number> {
  const { last_number } = await tx
    .updateTable('thread')
    .set({ last_number: sql<number>`last_number + 1` })
    .where('id', '=', id)
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last_number
}

function minutesToUndo({ urgent, via }: WholePost): number {
  if (urgent) return 0
  return via === 'mail' ? 5 : 2
}

async function saveMessageRef(tx: Db, message_id: string, post_id: Id) {
  await tx
    .insertInto('message_ref')
    .values({ message_id, post_id })
    .onConflict((oc) => oc.column('message_id').doNothing())
    .execute()
}

/** Where nobody is named, the letter is about a chance number, and its row goes when it is sent. */
async function acknowledge(tx: Db, { person }: Viewer, { id }: AddedPost, undo: Undo | null) {
  if (!person) return
  if (undo) await mail(tx, namelessAcknowledgement, { to: person.id, about: undo.ticket })
  else await mail(tx, acknowledgement, { to: person.id, about: id })
}

export function nameless(viewer: Viewer): Viewer {
  return { ...viewer, person: null }
}

export function inRoom({ community_id, room_id }: Pick<Thread, 'community_id' | 'room_id'>) {
  return { community_id, room_id }
}
