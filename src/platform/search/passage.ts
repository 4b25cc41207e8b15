import { type Db, sql } from '../db.ts'

/** Around a word that matches, in what `markPassages` gives; neither occurs in what people write. */
export const MARK = { start: '\uE000', stop: '\uE001' }

export type Words = { language: string; text: string }

/** From each text the part where what was asked stands, its words marked. */
export async function markPassages(db: Db, query: string, texts: Words[]): Promise<string[]> {
  const clean = texts.map(({ text }) => text.replace(/[\uE000\uE001]/g, '').slice(0, LONGEST))
  const { rows } = await sql<{ passage: string }>`
    select ts_headline(search_configuration(language), text, ${query}::tsquery, ${STYLE}) as passage
    from unnest(${texts.map(({ language }) => language)}::text[], ${clean}::text[]) with ordinality each (language, text, nth)
    order by nth`.execute(db)
  return rows.map(({ passage }) => passage)
}

const LONGEST = 50_000
const STYLE = `StartSel=${MARK.start}, StopSel=${MARK.stop}, MaxWords=40, MinWords=20`
