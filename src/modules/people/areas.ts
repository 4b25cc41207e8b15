import { type Db, type Id, sql } from '../../platform/db.ts'
import { listSaid, pick } from '../../platform/i18n.ts'

/** A place or a word of the network's lists with all that it may be called in a file. */
export type AreaName = { id: Id; code: string; name: string; folded: string[] }

export async function listAreas(db: Db) {
  const rows = await db.selectFrom('area').select(['id', 'name']).execute()
  return rows.map(({ id, name }) => ({ id, name: pick(name) })).sort((one, other) => one.name.localeCompare(other.name))
}

/** Read once for a file of people; `matchArea` then asks the database nothing. */
export async function listAreaNames(db: Db): Promise<AreaName[]> {
  const rows = await db.selectFrom('area').select(['id', 'code', 'name']).orderBy('id').execute()
  return rows.map(({ id, code, name }) => ({ id, code, name: pick(name), folded: foldedNames(code, name) }))
}

/** An area by its code or its name in any language; case, dots, accents and “&” make no difference. */
export function matchArea(areas: AreaName[], text: string): AreaName | null {
  const wanted = foldName(text)
  return (wanted && areas.find(({ folded }) => folded.includes(wanted))) || null
}

/** “IN-UP” is also found as “UP”. */
function foldedNames(code: string, name: unknown): string[] {
  return [code, code.split('-').at(-1) ?? code, ...listSaid(name)].map(foldName)
}

export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]|\u093c|\u200c|\u200d|\./g, '')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** The id of the area with this code, within a statement that plants. */
export function areaOf(code: string | null | undefined) {
  return sql<Id | null>`(select id from area where code = ${code ?? null})`
}
