import { type Db, type Id, sql } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { outward } from '../../../ui/outward.ts'
import { mayRead } from '../../communities/index.ts'
import { listPostsById, threadPaths } from '../../conversations/index.ts'
import { itemKindName } from '../added/words.ts'
import { itemPath } from '../path.ts'
import { listItems } from '../shelf.ts'
import { type EntryRow, findStarter, listEntryRows } from './reads.ts'

/** An entry as a reader sees it: where it leads, what it is called, and the note of whoever put it there. */
export type ShownEntry = Pick<EntryRow, 'key' | 'kind' | 'note' | 'position'> & Shown
type Shown = { title: string; href: string; label: string; line: string }

/** Where a newcomer begins: at most ten items and people that the coordinators chose; none where there is no path yet. */
export async function listStarter(db: Db, viewer: Viewer, community_id: Id): Promise<ShownEntry[]> {
  const starter = await findStarter(db, viewer, community_id)
  return starter ? showEntries(db, viewer, await listEntryRows(db, starter)) : []
}

/** What the reader may see of these, each by the rule of the thing itself; one question for each kind. */
export async function showEntries(db: Db, viewer: Viewer, rows: EntryRow[]): Promise<ShownEntry[]> {
  const ids = (kind: string) => rows.filter((row) => row.kind === kind).map(({ subject_id }) => subject_id as Id)
  const found: Record<string, Map<Id, Shown>> = {
    item: await showItems(db, viewer, ids('item')),
    thread: await showThreads(db, viewer, ids('thread')),
    post: await showPosts(db, viewer, ids('post')),
    person: await showPeople(db, viewer, ids('person')),
  }
  return rows.flatMap((row) => {
    const shown = row.kind === 'link' ? showLink(row) : found[row.kind]?.get(row.subject_id as Id)
    return shown ? [{ key: row.key, kind: row.kind, note: row.note, position: row.position, ...shown }] : []
  })
}

function showLink({ title, link }: EntryRow): Shown {
  const words = link ?? ''
  return { title: title || words, href: outward(link) ?? '', label: t('Link'), line: title ? words : '' }
}

async function showItems(db: Db, viewer: Viewer, ids: Id[]): Promise<Map<Id, Shown>> {
  const items = ids.length > 0 ? await listItems(db, viewer, { ids }) : []
  return new Map(
    items.map((item) => [
      item.id,
      { title: item.title, href: itemPath(item), label: itemKindName(item.kind), line: item.summary },
    ]),
  )
}

async function showThreads(db: Db, viewer: Viewer, ids: Id[]): Promise<Map<Id, Shown>> {
  if (ids.length === 0) return new Map()
  const threads = await db
    .selectFrom('thread')
    .innerJoin('room', 'room.id', 'thread.room_id')
    .select(['thread.id', 'thread.key', 'thread.kind', 'thread.title'])
    .where(sql<boolean>`thread.id = any(${ids}::bigint[])`)
    .where(mayRead(viewer, { room_id: 'thread.room_id', reach: 'room.reach', staff_only: 'room.staff_only' }))
    .execute()
  const paths = await threadPaths(db, threads)
  return new Map(
    threads.map(({ id, title }) => [id, { title, href: paths.get(id) ?? '/', label: t('Conversation'), line: '' }]),
  )
}

async function showPosts(db: Db, viewer: Viewer, ids: Id[]): Promise<Map<Id, Shown>> {
  const posts = (await listPostsById(db, viewer, ids)).filter(({ state }) => state === 'distributed')
  return new Map(
    posts.map(({ id, key, thread_title, author }) => [
      id,
      { title: thread_title, href: `/posts/${key}`, label: t('Contribution'), line: author.name },
    ]),
  )
}

async function showPeople(db: Db, viewer: Viewer, ids: Id[]): Promise<Map<Id, Shown>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: Id; key: string; name: string; organisation: string | null }>`
    select id, key, name, organisation from person
    where id = any(${ids}::bigint[]) and state = 'active' and may_know(${viewer.person?.id ?? null}::bigint, id)`.execute(
    db,
  )
  return new Map(
    rows.map(({ id, key, name, organisation }) => [
      id,
      { title: name, href: `/people/${key}`, label: t('Person'), line: organisation ?? '' },
    ]),
  )
}
