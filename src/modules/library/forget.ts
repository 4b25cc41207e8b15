import { type Db, type Id, sql } from '../../platform/db.ts'
import { inLanguage, t } from '../../platform/i18n.ts'

/** Her collections and credits go; what she helped to write stays, and where it names her, a former member stands. */
export async function forgetReader(tx: Db, person_id: Id): Promise<string[]> {
  await sql`delete from collection where person_id = ${person_id}`.execute(tx)
  await sql`delete from collection_entry where kind = 'person' and subject_id = ${person_id}`.execute(tx)
  await sql`delete from item_credit where person_id = ${person_id}`.execute(tx)
  const { rows } = await sql<{ key: string }>`select key from person where id = ${person_id}`.execute(tx)
  const [person] = rows
  if (!person) return []
  await takeNameOut(tx, 'item', person.key)
  await takeNameOut(tx, 'item_version', person.key)
  return []
}

type Kept = { row: string; language: string; document: unknown }

/** Names are fixed in a published document: each stands there with the key of its page. */
async function takeNameOut(tx: Db, table: 'item' | 'item_version', key: string) {
  const { rows } = await sql<Kept>`
    select ctid::text as row, document, coalesce(document->>'language', 'en') as language from ${sql.table(table)}
    where position(${`"${key}"`} in document::text) > 0 for update`.execute(tx)
  for (const { row, language, document } of rows) {
    const former = inLanguage(language, () => t('A former member'))
    await sql`update ${sql.table(table)} set document = ${JSON.stringify(without(document, key, former))}::jsonb
      where ctid = ${row}::tid`.execute(tx)
  }
}

function without(part: unknown, key: string, former: string): unknown {
  if (Array.isArray(part)) return part.map((one) => without(one, key, former))
  if (typeof part !== 'object' || part === null) return part
  if ('key' in part && part.key === key && 'name' in part) return { ...part, name: former, line: '', key: null }
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, without(one, key, former)]))
}
