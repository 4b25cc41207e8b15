import type { Db, Id } from '../../platform/db.ts'
import type { Block } from '../../platform/mail/content.ts'
import type { Batch } from '../../platform/outbox.ts'
import type { Post, Thread } from './reads.ts'

/** What the module that owns a kind of thread says in the letter of each post; what it leaves out is said here. */
export type LetterHead = {
  subject?: string
  /** Above what was written, and below it. */
  before?: Block[]
  after?: Block[]
  /** What replying does, and why this came, in words. */
  hint?: string
  why?: string
}

type ReplyAddress = { code: number }
type Head = (db: Db, post: Post, batch: Batch) => Promise<LetterHead | null>
type Path = (db: Db, threads: { id: Id; key: string }[]) => Promise<Map<Id, string>>

const receivers = new Map<string, ReplyAddress>()
const heads = new Map<string, Head>()
const paths = new Map<string, Path>()
const pageSizes = new Map<string, number>()

/** Replies to posts in threads of this kind go to this receiver; `about` is the thread's id. */
export function replyReceiverFor(kind: Thread['kind'], receiver: ReplyAddress) {
  receivers.set(kind, receiver)
}

/** Says what stands at the head of the letters of such a thread; null from `head` means that no letter is to go. */
export function threadLetterHead(kind: Thread['kind'], head: Head) {
  heads.set(kind, head)
}

/** Where such threads are read: their addresses by id, in one question however many; `page` posts stand on a page. */
export function threadPathFor(kind: Thread['kind'], path: Path, page = Number.POSITIVE_INFINITY) {
  paths.set(kind, path)
  pageSizes.set(kind, page)
}

/** Where a post stands below its thread's address: the page of a long thread, and the anchor that never changes. */
export function placeInThread(kind: string, number: number): string {
  const page = Math.ceil(number / (pageSizes.get(kind) ?? Number.POSITIVE_INFINITY))
  return `${page > 1 ? `?page=${page}` : ''}#post-${number}`
}

export function receiverOf(kind: string, otherwise: ReplyAddress): ReplyAddress {
  return receivers.get(kind) ?? otherwise
}

/** Nothing to add where no module has said anything. */
export const letterHeadOf: Head = async (db, post, batch) => {
  const head = heads.get(post.thread_kind)
  return head ? head(db, post, batch) : {}
}

type Where = { id: Id; key: string; kind: string }

/** The addresses of threads of any kinds. */
export async function threadPaths(db: Db, threads: Where[]): Promise<Map<Id, string>> {
  const found = new Map<Id, string>()
  for (const [kind, path] of paths) {
    const ofKind = threads.filter((thread) => thread.kind === kind)
    if (ofKind.length > 0) for (const [id, href] of await path(db, ofKind)) found.set(id, href)
  }
  return found
}

export async function threadPath(db: Db, thread: Where): Promise<string> {
  return (await threadPaths(db, [thread])).get(thread.id) ?? '/'
}

/** The place of a post on its thread's page, as it is now. */
export async function postPath(db: Db, post: Pick<Post, 'thread_id' | 'thread_key' | 'thread_kind' | 'number'>) {
  const thread = { id: post.thread_id, key: post.thread_key, kind: post.thread_kind }
  return (await threadPath(db, thread)) + placeInThread(post.thread_kind, post.number)
}
