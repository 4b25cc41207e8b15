import { type Db, type Id, sql } from '../../platform/db.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import type { Match } from '../../platform/search.ts'

type Row = { kind: string; subject_id: Id; text: string | null }

/** The whole words of what was found, where a passage can be taken from; what has none of its own shows its beginning. */
export async function listTexts(db: Db, matches: Match[]): Promise<string[]> {
  const ids = (kind: string) => matches.filter((match) => match.kind === kind).map(({ subject_id }) => subject_id)
  const { rows } = await sql<Row>`
    select 'post' as kind, id as subject_id, body as text from post where id = any(${ids('post')}::bigint[])
    union all select 'query', id, concat_ws(E'\n\n', context, tried, purpose, array_to_string(sub_questions, E'\n'))
      from query where id = any(${ids('query')}::bigint[])
    union all select kind, subject_id, snippet from search_entry
      where kind <> 'post' and kind <> 'query' and (kind, subject_id) in
        (select * from unnest(${matches.map(({ kind }) => kind)}::text[], ${matches.map(({ subject_id }) => subject_id)}::bigint[]))`.execute(
    db,
  )
  const byKey = new Map(rows.map(({ kind, subject_id, text }) => [`${kind} ${subject_id}`, text]))
  return matches.map(({ kind, subject_id, passage }) => {
    const text = byKey.get(`${kind} ${subject_id}`)
    if (!text) return passage
    return kind === 'post' ? renderMarkdown(text).text : text
  })
}
