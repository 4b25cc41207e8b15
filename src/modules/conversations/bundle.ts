import { clock, setClock } from '../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import { letter, postToAll } from '../../platform/outbox.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { findCommunityById, letterHead } from '../communities/index.ts'
import { audienceByMail } from './audience.ts'
import { isCourtesy } from './courtesy.ts'
import { bundling } from './jobs.ts'
import { muteLink } from './mails.ts'
import { listPostsById } from './reads.ts'

/** A bundle closes at six in the evening where the community is; what comes later is in that of the next day. */
const dayOf = sql`((post.distribute_at at time zone calendar.time_zone) + interval '6 hours')::date`

const withoutFiles = sql`not exists (select from attachment where attachment.post_id = post.id)`

type Bundled = { thread_id: Id; id: Id }

/** Whether a post only thanks: without a file, in a few words. */
export async function isForBundle(tx: Db, { id, body }: { id: Id; body: string | null }): Promise<boolean> {
  if (!isCourtesy(body ?? '')) return false
  const { rows } = await sql`select from post where id = ${id} and ${withoutFiles}`.execute(tx)
  return rows.length > 0
}

/** Keeps a kind word for the bundle of the day: it stands on the page at once, and goes out once with the others. */
export async function keepForBundle(tx: Db, { thread_id, id }: Bundled) {
  const { rows } = await sql<{ round: number; due_at: Date }>`
    select to_char(day, 'YYYYMMDD')::int as round, (day + time '18:00') at time zone time_zone as due_at
    from (select ${dayOf} as day, calendar.time_zone ${ofThread} where post.id = ${id}) bundle`.execute(tx)
  const [day] = rows
  if (day) await setClock(tx, bundling, thread_id, day.due_at, day.round)
}

const ofThread = sql`from post join thread on thread.id = post.thread_id join community on community.id = thread.community_id
  join calendar on calendar.id = community.calendar_id`

/** The kind words of one thread and day go out in one letter, about the last of them. */
export const sendBundle = clock(bundling.kind, async (db, thread_id, round) => {
  const ids = await listBundled(
    db,
    sql`post.thread_id = ${thread_id} and to_char(${dayOf}, 'YYYYMMDD')::int = ${round}`,
  )
  const last = ids.at(-1)
  if (last) await postToAll(db, bundleLetter, audienceByMail(last), last)
})

async function listBundled(db: Db, which: ReturnType<typeof sql>): Promise<Id[]> {
  const { rows } = await sql<{ id: Id; body: string }>`
    select post.id, post.body ${ofThread} where post.state = 'distributed' and ${withoutFiles} and ${which} order by post.number`.execute(
    db,
  )
  return rows.filter(({ body }) => isCourtesy(body ?? '')).map(({ id }) => id)
}

export const bundleLetter = letter('conversations.bundle', 'post', async (db, reader, last) => {
  const posts = await listOfTheDay(db, reader, last)
  const [first] = posts
  if (!first) return null
  const community = await findCommunityById(db, first.community_id)
  return {
    subject: t('Re: {title}', { title: first.thread_title }),
    blocks: [
      t('Short answers of today, in one mail:'),
      { list: posts.map(({ author, body }) => t('{name}: {words}', { name: author.name, words: body ?? '' })) },
      muteLink(reader, first.thread_id),
    ],
    community: letterHead(community),
    thread: `thread.${first.thread_key}`,
    why: t('You get this because you chose each message of {community} by mail.', { community: community.title }),
    stoppable: true,
  }
})

/** As the reader may see them; whoever has stopped the mail in the meantime gets none. */
async function listOfTheDay(db: Db, reader: Viewer, last: Id) {
  const { rows: wanted } = await audienceByMail(last, [reader.person?.id ?? 0]).execute(db)
  if (wanted.length === 0) return []
  const ids = await listBundled(
    db,
    sql`(post.thread_id, ${dayOf}) = (select post.thread_id, ${dayOf} ${ofThread} where post.id = ${last})`,
  )
  const posts = await listPostsById(db, reader, ids)
  return posts.filter(({ body }) => body !== null)
}
