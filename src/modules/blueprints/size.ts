import type { Kysely } from 'kysely'
import { WrongSetting } from '../../platform/config.ts'
import { type Db, now, sql, type Tables } from '../../platform/db.ts'
import { whileWorkerRests } from '../../platform/worker.ts'
import { readText } from './files.ts'
import { makeTongues } from './size-words.ts'

export type Size = { members: number; posts: number; communities?: number; seed?: number }

const COMMUNITIES = 25
const POSTS_A_THREAD = 8
const POSTS_A_MEMBER = 10
const SIZES = ['1000', '10000', '100000']
const FILLED =
  '{person,address,declared_topic,membership,thread,post,message_ref,activity,item,item_credit,item_topic,search_entry,search_word}'

/** `copse start --demo --size 10000`: so many invented members more, with ten posts each; a second time changes nothing. */
export async function plantAskedSize(db: Kysely<Tables>, given: string[]) {
  if (!given.includes('--size')) return
  const size = given[given.indexOf('--size') + 1] ?? ''
  if (!given.includes('--demo')) throw new WrongSetting('--size makes the demonstration larger: name --demo as well.')
  if (!SIZES.includes(size)) throw new WrongSetting(`--size: so many members more, one of ${SIZES.join(', ')}`)
  await plantLarger(db, Number(size))
}

/** All of it or nothing, and once. */
export function plantLarger(db: Kysely<Tables>, members: number) {
  return whileWorkerRests(() =>
    db.transaction().execute(async (tx) => {
      const planted = await tx
        .insertInto('planted')
        .values({ name: 'size', document: JSON.stringify({ members }), at: now })
        .onConflict((oc) => oc.column('name').doNothing())
        .executeTakeFirst()
      if (planted.numInsertedOrUpdatedRows) await plantSize(tx, { members, posts: POSTS_A_MEMBER * members })
    }),
  )
}

/**
 * Communities, people and memberships, posts over three years in threads of some eight in four languages, and items, every
 * row complete; in an empty network or beside what is there. The same seed plants the same.
 */
export async function plantSize(tx: Db, { members, posts, communities = COMMUNITIES, seed = 1 }: Size) {
  const numbers = { members, posts, communities, seed: Math.trunc(seed), a_thread: POSTS_A_THREAD }
  const parts = readParts({ ...numbers, threads: Math.max(1, Math.ceil(posts / POSTS_A_THREAD)) })
  const play = (part: string) => run(tx, parts.get(part) ?? '')
  await run(tx, SETTINGS)
  await play('helpers')
  await plantSentences(tx, numbers.seed)
  await play('communities')
  await withoutIndexes(tx, async () => {
    for (const part of ['people', 'threads', 'posts', 'items', 'entries']) await play(part)
  })
  await play('end')
  await run(tx, 'analyze')
}

/** What refers to what was made right is not asked again for each row, where the account may say so. */
const SETTINGS = `
  set local statement_timeout = 0; set local maintenance_work_mem = '512MB'; set local work_mem = '64MB'; set local jit = off;
  set local max_parallel_workers_per_gather = 0;
  select set_config('session_replication_role', 'replica', true) where current_setting('is_superuser') = 'on'`

/** The parts of the file by their names, with the numbers in place. */
function readParts(numbers: Record<string, number>): Map<string, string> {
  const parts = readText('size.sql').split(/^--- /m).slice(1)
  const filled = (part: string) => part.replace(/(?<!:):([a-z_]+)/g, (_, name) => String(numbers[name]))
  return new Map(parts.map((part) => [/^\w+/.exec(part)?.[0] ?? '', filled(part.slice(part.indexOf('\n')))]))
}

async function run(db: Db, statements: string) {
  for (const statement of statements.split(/;(?=\s|$)/)) if (statement.trim()) await sql.raw(statement).execute(db)
}

async function plantSentences(tx: Db, seed: number) {
  for (const { language, share, sentences } of makeTongues(seed)) {
    await sql`insert into size.sentence (language, nth, text, words)
      select ${language}, (nth - 1)::int, text, to_tsvector(search_configuration(${language}), search_plain(text))
      from unnest(${sentences}::text[]) with ordinality each (text, nth)`.execute(tx)
    await sql`insert into size.tongue
      select ${language}, coalesce(max(upto), 0), coalesce(max(upto), 0) + ${share}, ${sentences.length}, coalesce(sum(pool), 0)
      from size.tongue`.execute(tx)
  }
  await run(tx, 'create unique index on size.sentence (language, nth); analyze size.sentence; analyze size.tongue')
}

/** The rows first and the indexes after them, as they were. */
async function withoutIndexes(tx: Db, fill: () => Promise<void>) {
  const { rows } = await sql<{ name: string; made: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
    where indrelid = any(${FILLED}::regclass[]) and not indisprimary
      and not exists (select from pg_constraint where conindid = indexrelid)`.execute(tx)
  for (const { name } of rows) await run(tx, `drop index ${name}`)
  await fill()
  for (const { made } of rows) await run(tx, made)
}
