import { type Db, type Id, sql } from './db.ts'

type Entry = {
  kind: string
  subject_id: Id
  room_id: Id
  author_id?: Id | null
  at?: Date
  language: string
  title: string
  /** What a result shows under its title when no passage fits better. */
  snippet?: string
  text: string
  /** The names of the files that go with it. */
  names?: string
  /** It begins something: its title is its own, and suggested while somebody types. All but a post does, unless it says otherwise. */
  opens?: boolean
}

/** Writes, or writes anew, how this thing is found; called by the owning action in its transaction. */
export async function indexForSearch(tx: Db, entry: Entry) {
  const { kind, subject_id, room_id, author_id = null, at = null, language, title, snippet = null, text } = entry
  const { names = '', opens = kind !== 'post' } = entry
  await indexAllForSearch(
    tx,
    sql`select ${kind}::text as kind, ${subject_id}::bigint as subject_id, ${room_id}::bigint as room_id, ${author_id}::bigint as author_id,
      ${at}::timestamptz as at, ${language}::text as language, ${title}::text as title, ${snippet}::text as snippet, ${text}::text as text`,
    { names: spaced(names), opens: sql`${opens}::boolean` },
  )
}

/** The same for all that a query selects as kind, subject_id, room_id, author_id, at, language, title, snippet and text; `opens` is said of such a row. */
export async function indexAllForSearch(
  tx: Db,
  rows: ReturnType<typeof sql>,
  { names = '', opens = sql`false` }: { names?: string; opens?: ReturnType<typeof sql> } = {},
) {
  await sql`
    insert into search_entry (kind, subject_id, room_id, author_id, at, language, title, snippet, opens, words)
    select kind, subject_id, room_id, author_id, coalesce(at, app_now()), language, title, coalesce(snippet, left(text, 280)), ${opens},
      setweight(to_tsvector(search_configuration(language), search_plain(title)), 'A')
        || setweight(to_tsvector('simple', search_plain(title)), 'B') || setweight(to_tsvector('simple', search_plain(${names})), 'C')
        || to_tsvector(search_configuration(language), search_plain(left(text, 200000)))
    from (${rows}) row
    on conflict (kind, subject_id) do update set (room_id, author_id, language, title, snippet, opens, words)
      = (excluded.room_id, excluded.author_id, excluded.language, excluded.title, excluded.snippet, excluded.opens, excluded.words)`.execute(
    tx,
  )
  await noteLanguages(tx, rows)
  await noteWords(tx, rows)
}

async function noteLanguages(tx: Db, rows: ReturnType<typeof sql>) {
  await sql`
    insert into search_language select distinct split_part(language, '-', 1) as language from (${rows}) row
    where split_part(language, '-', 1) not in (select language from search_language)
    order by language on conflict do nothing`.execute(tx)
}

/** Nobody waits for another who writes the same word: it is looked up first, and may come to stand there twice. */
async function noteWords(tx: Db, rows: ReturnType<typeof sql>) {
  await sql`
    insert into search_word (word)
    select distinct word from (${rows}) row,
      unnest(tsvector_to_array(to_tsvector('simple', search_plain(title || ' ' || left(text, 50000))))) word
    where length(word) between 4 and 30 and word !~ '[0-9@/.]'
      and not exists (select from search_word known where known.word = word.word)`.execute(tx)
}

/** A name such as water_tank-2.pdf holds words too. */
function spaced(names: string): string {
  return names.replace(/[_.\-()]+/g, ' ')
}

export async function dropFromSearch(tx: Db, kind: string, subject_id: Id) {
  await tx.deleteFrom('search_entry').where('kind', '=', kind).where('subject_id', '=', subject_id).execute()
}

/** What these wrote was written by another, as it turns out; the words are the same. */
export async function attributeInSearch(tx: Db, former_ids: Id[], author_id: Id) {
  await sql`update search_entry set author_id = ${author_id} where author_id = any(${former_ids}::bigint[])`.execute(tx)
}

/** The things that a query selects as `subject_id` stand in another room now; their words are the same. */
export async function moveInSearch(tx: Db, kind: string, subjects: ReturnType<typeof sql>, room_id: Id) {
  await sql`update search_entry set room_id = ${room_id} where kind = ${kind} and subject_id in (${subjects})`.execute(
    tx,
  )
}
