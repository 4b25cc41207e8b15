import { z } from 'zod'
import { form } from '../../../platform/http.ts'

const id = z.coerce.number().int().positive().optional().catch(undefined)
const words = z
  .string()
  .transform((text) => text.replaceAll('\0', '').trim().slice(0, 80) || undefined)
  .optional()
  .catch(undefined)
const key = z
  .string()
  .regex(/^[a-z0-9]{1,40}$/)
  .optional()
  .catch(undefined)

/** What people are looked for by; all of it stands in the address. Anything that makes no sense is left out. */
const filters = form({
  ...{ name: words, organisation: words, topic: id, service: id, cadre: id, sector: id, place: id, cohort: id },
  language: key,
  after: key,
  before: key,
})

export type Filters = z.output<typeof filters>

export function readFilters(query: Record<string, string>): Filters {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  return filters.parse(given)
}

/** The address of the same list from another place on. */
export function addressOf(asked: Filters, from: Pick<Filters, 'after' | 'before'> = {}): string {
  const rest = { ...asked, after: undefined, before: undefined, ...from }
  const parts = Object.entries(rest).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  const query = new URLSearchParams(parts).toString()
  return query ? `/people?${query}` : '/people'
}

export function isFiltered({ after: _after, before: _before, ...rest }: Filters): boolean {
  return Object.values(rest).some((value) => value !== undefined)
}
