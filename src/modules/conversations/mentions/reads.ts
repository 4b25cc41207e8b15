import { type Db, type Id, sql } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Need } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type Community, mayRead } from '../../communities/index.ts'
import { placeInThread, threadPaths } from '../kinds.ts'
import { listPostsById } from '../reads.ts'
import type { Member } from './names.ts'

/** Members whose name begins with these letters, any of its words; whoever is not on the members' list is not offered. */
export async function suggestMembers(db: Db, { id }: Pick<Community, 'id'>, letters: string): Promise<Member[]> {
  if (!letters) return []
  const start = `${letters.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Member>`
    select id, key, name, organisation from membership join person on person.id = person_id
    where community_id = ${id} and membership.state = 'member' and person.state = 'active' and listed
      and (lower(name) like ${start} or lower(name) like ${`% ${start}`})
    order by name collate "und-x-icu", id limit 8`.execute(db)
  return rows
}

/** Lines of Today: who asks her by name, until she has answered in the thread or says that nothing is needed. */
export async function listMentionNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  const posts = await listPostsById(db, viewer, await listOpen(db, viewer))
  const threads = posts.map(({ thread_id, thread_key, thread_kind }) => ({
    ...{ id: thread_id, key: thread_key, kind: thread_kind },
  }))
  const paths = await threadPaths(db, threads)
  return posts.map((post) => ({
    text: t('{name} asks you by name: {title}', { name: post.author.name, title: post.thread_title }),
    why: t('You are named in contribution {number}.', { number: post.number }),
    act: t('Answer'),
    href: (paths.get(post.thread_id) ?? '') + placeInThread(post.thread_kind, post.number),
    weight: 100,
  }))
}

const MOST_NEEDS = 7

async function listOpen(db: Db, viewer: Viewer): Promise<Id[]> {
  const rows = await db
    .selectFrom('mention')
    .innerJoin('post', 'post.id', 'mention.post_id')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select('mention.post_id')
    .where('mention.person_id', '=', viewer.person?.id ?? null)
    .where('done_at', 'is', null)
    .where('post.state', '=', 'distributed')
    .where(mayRead(viewer, { room_id: 'thread.room_id', reach: 'post.reach', staff_only: 'post.staff_only' }))
    .orderBy('mention.at')
    .limit(MOST_NEEDS)
    .execute()
  return rows.map(({ post_id }) => post_id)
}
