import { type Db, PLANNED_ANEW, sql } from '../db.ts'
import { type Asked, mayFind, narrowed, placed } from './asked.ts'
import type { Hit } from './hits.ts'

/** So many of its words, the rarest, say what a text is about. */
const TELLING = 16
/** All of these together may match so large a part of the entries; a word that goes beyond is left out. */
const LARGEST_PART = 0.02
/** Where there is little, even common words may be looked at. */
const FEW = 3000

type Lexeme = { lexeme: string; part: number }

/** What speaks of the same: any of the words counts, a rare one more than a common one. */
export async function listAlike(
  db: Db,
  asked: Omit<Asked, 'query'>,
  limit: number,
): Promise<{ query: string; hits: Hit[] }> {
  const telling = await tellingWords(db, asked.text)
  if (telling.length === 0) return { query: '', hits: [] }
  const query = telling.map(({ lexeme }) => quoted(lexeme)).join(' | ')
  const hits = await rankByRarity(db, { ...asked, query }, telling, limit)
  return { query, hits }
}

/** The words of a text in all configurations in use, the rarest first, as far as they do not match too much. */
async function tellingWords(db: Db, text: string): Promise<Lexeme[]> {
  const { rows } = await sql<Lexeme & { few: boolean }>`
    select lexeme, coalesce(max(part), 0) as part, (select reltuples < ${FEW} from pg_class where oid = 'search_entry'::regclass) as few
    from search_configurations() configuration,
      unnest(tsvector_to_array(to_tsvector(configuration, search_plain(${text})))) lexeme
    left join (select unnest(most_common_elems::text::text[]) as lexeme, unnest(most_common_elem_freqs) as part from pg_stats
      where schemaname = current_schema() and tablename = 'search_entry' and attname = 'words') common using (lexeme)
    where length(lexeme) > 1 group by lexeme order by part, length(lexeme) desc, lexeme limit ${sql.lit(TELLING * 2)}`.execute(
    db,
  )
  if (rows[0]?.few) return rows
  let sum = 0
  return rows.slice(0, TELLING).filter(({ part }) => {
    sum += part
    return sum <= LARGEST_PART
  })
}

async function rankByRarity(db: Db, asked: Asked, telling: Lexeme[], limit: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    ${PLANNED_ANEW} with matching as materialized (
      select entry.kind, entry.subject_id, entry.room_id, entry.at, entry.words from search_entry entry
      where entry.words @@ ${asked.query}::tsquery and ${placed(asked)} ${narrowed(asked)} limit 5000),
    telling as materialized (
      select word::tsquery as word, ln(1 + (select count(*) from matching) / greatest(1, count(matching.kind))::float) as weight
      from unnest(${telling.map(({ lexeme }) => quoted(lexeme))}::text[]) word left join matching on matching.words @@ word::tsquery group by word)
    select entry.kind, entry.subject_id, entry.rank::text, (extract(epoch from entry.at) * 1000000)::bigint::text as micro from (
      select kind, subject_id, room_id, at, (select sum(weight) from telling where words @@ word)::real as rank from matching
      order by rank desc, at desc offset 0) entry
    where ${mayFind(asked)} limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** A lexeme as tsquery reads it. */
function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
