import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../../../../test/world.ts'
import { importArchive, type Outcome, type Progress, type Wish } from './import.ts'

export const quiet: Progress = { begin() {}, bytes() {}, mails() {}, posts() {} }

type Written = {
  id?: string
  from?: string
  subject?: string
  date?: string
  reply?: string
  references?: string
  body?: string
  more?: string
}

/** One mail of an archive as an mbox holds it; what is left out is left out there too. */
export function written({ id, from = 'Old Olga <olga@old.example>', subject = 'Wells', ...mail }: Written): string {
  const { date = 'Mon, 14 Dec 2009 11:33:20 +0000', reply, references, body = 'Two wells.', more = '' } = mail
  const lines = [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    id && `Message-ID: <${id}>`,
    date && `Date: ${date}`,
    from && `From: ${from}`,
    `Subject: ${subject}`,
    reply && `In-Reply-To: <${reply}>`,
    references && `References: ${references}`,
  ]
  return `${lines.filter(Boolean).join('\n')}\n${more}\n${body}\n\n`
}

/** A file of its own in the folder of a world, gone with it. */
export function fileOf({ folder }: { folder: string }, mails: string | Buffer, name = 'wells.mbox'): string {
  const path = join(mkdtempSync(join(folder, 'archive-')), name)
  writeFileSync(path, mails)
  return path
}

export function bringIn(world: World, path: string, wish: Partial<Wish> = {}, progress = quiet): Promise<Outcome> {
  return importArchive(world.db, { path, community: 'north', ...wish }, progress)
}

/** The posts of a community thread by thread, in their order, as the tables have them. */
export async function threadsOf({ db }: World, slug = 'north') {
  const rows = await db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .innerJoin('slug', 'slug.community_id', 'thread.community_id')
    .leftJoin('person', 'person.id', 'post.author_id')
    .select([
      'thread.title',
      'post.number',
      'post.body',
      'post.at',
      'post.state',
      'person.name',
      'thread.id',
      'thread.key',
    ])
    .select(['post.organisation', 'post.id as post_id', 'post.author_id', 'post.key as post_key', 'post.language'])
    .where('slug.slug', '=', slug)
    .orderBy('thread.created_at')
    .orderBy('thread.id')
    .orderBy('post.number')
    .execute()
  const threads = new Map<number, typeof rows>()
  for (const row of rows) threads.set(row.id, [...(threads.get(row.id) ?? []), row])
  return [...threads.values()]
}
