import type { Db, Id } from '../../platform/db.ts'
import { listSaid, pick } from '../../platform/i18n.ts'
import { foldName } from './areas.ts'

export type TermKind = 'service' | 'cadre' | 'sector'
export type Term = { id: Id; key: string; name: string; area_id: Id | null; folded: string[] }

/** The network's own list of services, cadres or sectors, in the order of the reader's language. */
export async function listTerms(db: Db, kind: TermKind): Promise<Term[]> {
  const rows = await db.selectFrom('term').select(['id', 'key', 'name', 'area_id']).where('kind', '=', kind).execute()
  return rows.map(asTerm).sort((one, other) => one.name.localeCompare(other.name))
}

/** The word of the list by its key or its name in any language, as it stands in a file. */
export function matchTerm(terms: Term[], text: string): Term | null {
  const wanted = foldName(text)
  return (wanted && terms.find(({ folded }) => folded.includes(wanted))) || null
}

function asTerm({ id, key, name, area_id }: { id: Id; key: string; name: unknown; area_id: Id | null }): Term {
  return { id, key, name: pick(name), area_id, folded: [key, ...listSaid(name)].map(foldName) }
}

/** Where her cadre is at home; null where it has no home, or she no cadre. */
export async function homeAreaOf(db: Db, person_id: Id): Promise<Id | null> {
  const row = await db
    .selectFrom('person')
    .innerJoin('term', 'term.id', 'person.cadre_id')
    .select('term.area_id')
    .where('person.id', '=', person_id)
    .executeTakeFirst()
  return row?.area_id ?? null
}
