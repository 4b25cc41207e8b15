import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { mayRead } from '../communities/index.ts'
import { placeInThread, threadPaths } from './kinds.ts'

export type CommunityFile = {
  key: string
  name: string
  type: string
  size: number
  at: Date
  title: string
  href: string
}

const MOST = 30

/** The files that came with posts of a community, newest first, as far as the viewer may read the posts. */
export async function listCommunityFiles(db: Db, viewer: Viewer, community_id: Id, before?: string) {
  const rows = await selectFiles(db, viewer, community_id, before)
  const paths = await threadPaths(
    db,
    rows.map(({ thread_id, thread_key, kind }) => ({ id: thread_id, key: thread_key, kind })),
  )
  const files = rows.slice(0, MOST).map(
    ({ thread_id, kind, number, ...file }): CommunityFile => ({
      ...file,
      href: (paths.get(thread_id) ?? '') + placeInThread(kind, number),
    }),
  )
  return { files, more: rows.length > MOST }
}

function selectFiles(db: Db, viewer: Viewer, community_id: Id, before?: string) {
  return db
    .selectFrom('attachment')
    .innerJoin('post', 'post.id', 'attachment.post_id')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select(['attachment.key', 'attachment.name', 'attachment.type', 'attachment.size', 'post.at', 'post.number'])
    .select(['thread.title', 'thread.id as thread_id', 'thread.key as thread_key', 'thread.kind'])
    .where('attachment.community_id', '=', community_id)
    .where('post.state', '=', 'distributed')
    .where(mayRead(viewer, { room_id: 'thread.room_id', reach: 'post.reach', staff_only: 'post.staff_only' }))
    .where(
      sql<boolean>`(${before ?? null}::text is null or attachment.id < (select id from attachment where key = ${before ?? null}::text))`,
    )
    .orderBy('attachment.id', 'desc')
    .limit(MOST + 1)
    .execute()
}
