import { type RawBuilder, sql } from 'kysely'

/** The words of a text by language, as rows of `key` and `value`; of a document that is none, no rows. */
export function eachLanguage(column: string): RawBuilder<unknown> {
  return sql`jsonb_each_text(case jsonb_typeof(${sql.ref(column)}) when 'object' then ${sql.ref(column)} end)`
}
