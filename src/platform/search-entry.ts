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
}

/** Writes, or writes anew, how this thing is found; called by the owning action in its transaction. */
export async function indexForSearch(
  tx: Db,
  { kind, subject_id, room_id, author_id, at, language, title, snippet, text }: Entry,
) {
  await sql`
    insert into search_entry (kind, subject_id, room_id, author_id, at, language, title, snippet, words)
    values (${kind}, ${subject_id}, ${room_id}, ${author_id ?? null}, coalesce(${at ?? null}::timestamptz, app_now()), ${language}, ${title},
      ${snippet ?? text.slice(0, 280)},
      setweight(to_tsvector(search_configuration(${language}), unaccent(${title})), 'A')
        || setweight(to_tsvector('simple', unaccent(${title})), 'B')
        || to_tsvector(search_configuration(${language}), unaccent(left(${text}, 200000))))
    on conflict (kind, subject_id) do update set (room_id, author_id, language, title, snippet, words)
      = (excluded.room_id, excluded.author_id, excluded.language, excluded.title, excluded.snippet, excluded.words)`.execute(
    tx,
  )
  await sql`
    insert into search_word (word)
    select distinct word from regexp_split_to_table(lower(unaccent(${`${title} ${text.slice(0, 50_000)}`})), '[^[:alnum:]]+') word
    where length(word) between 4 and 30
    order by word
    on conflict (word) do nothing`.execute(tx)
}

export async function dropFromSearch(tx: Db, kind: string, subject_id: Id) {
  await tx.deleteFrom('search_entry').where('kind', '=', kind).where('subject_id', '=', subject_id).execute()
}
