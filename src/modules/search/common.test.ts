import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Kysely } from 'kysely'
import { plantSize } from '../../../test/bench/size.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { type Id, openDb, sql, type Tables } from '../../platform/db.ts'
import { search, type Wish } from '../../platform/search.ts'
import { nobody } from '../../platform/viewer.ts'

const POSTS = 12_000
const COMMON = 'software'

let db: Kysely<Tables>
let drop: () => Promise<void>
let reader: Id
before(async () => {
  const database = await freshDatabase()
  drop = database.drop
  db = openDb(database.connection)
  await plantSize(db, { members: 200, posts: POSTS, seed: 7 })
  const { rows } = await sql<{ id: Id }>`
    select person_id as id from membership group by 1 having count(*) = 3 order by 1 limit 1`.execute(db)
  reader = rows[0]?.id as Id
})
after(async () => {
  await db.destroy()
  await drop()
})

test('a common word gives its newest first, page after page, as if all had been read and asked one by one', async () => {
  const all = await readAll(holds(COMMON))

  assert.ok(all.length > 500, `${all.length} are many`)
  assert.deepEqual(await pages({ text: COMMON }, 5), all.slice(0, 100))
})

test('narrowed by room, writer or time it is the same', async () => {
  const { rows } = await sql<{ room: Id; author: Id; from: Date }>`
    select room_id as room, author_id as author, app_now() - interval '2 years' as from from search_entry
    where room_id in (select readable_rooms(${reader})) group by 1, 2 order by count(*) desc limit 1`.execute(db)
  const { room, author, from } = rows[0] as { room: Id; author: Id; from: Date }

  const common = holds(COMMON)
  const same = async (wish: Wish, where: ReturnType<typeof sql>) =>
    assert.deepEqual((await pages(wish, 60)).sort(), (await readAll(where)).sort())
  await same({ text: COMMON, rooms: [room] }, sql`${common} and room_id = ${room}`)
  await same({ text: COMMON, from }, sql`${common} and at >= ${from}`)
  await same({ text: COMMON, author_ids: [author] }, sql`${common} and author_id = ${author}`)
})

test('a rare word gives all that hold it, each once', async () => {
  const { rows } = await sql<{ word: string }>`select (regexp_match(body, '([a-z]+)$'))[1] as word from post
    join search_entry on subject_id = post.id and room_id in (select readable_rooms(${reader})) order by post.id desc limit 5`.execute(
    db,
  )
  assert.equal(rows.length, 5)
  for (const { word } of rows) {
    const all = await readAll(holds(word))
    assert.ok(all.length > 0)
    assert.deepEqual((await pages({ text: word }, 40)).sort(), all.sort(), word)
  }
})

async function pages(wish: Wish, most: number): Promise<string[]> {
  const viewer = { ...nobody('page'), person: { id: reader } as never }
  const keys: string[] = []
  for (let older: string | null | undefined, page = 0; page < most && older !== null; page++) {
    const found = await search(db, viewer, wish, older)
    keys.push(...found.matches.map(({ kind, subject_id }) => `${kind} ${subject_id}`))
    older = found.older
  }
  return keys
}

/** In its own words, or in a title that is its own. */
const holds = (word: string) =>
  sql`words @@ search_query(${word}) and (opens or ts_filter(words, '{c,d}') @@ search_query(${word}))`

/** Without any cunning: every entry is asked, one by one. */
async function readAll(where: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select kind || ' ' || subject_id as key from search_entry where ${where} and may_find(${reader}, kind, subject_id, room_id)
    order by at desc, subject_id desc, kind desc`.execute(db)
  return rows.map(({ key }) => key)
}
