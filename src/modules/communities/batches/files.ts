import { csv } from '../../../platform/csv.ts'
import { t } from '../../../platform/i18n.ts'
import type { Kind, Line } from './reads.ts'
import { resultInWords, troubleOf } from './troubles.ts'

/** The file again with what came of each line; it can be mended and sent once more. */
export function fileOf(kind: Kind, lines: Line[]): string {
  const head = [t('line'), ...headers(kind), t('result'), t('reason')]
  const rows = lines.map((line) => [line.line, ...cellsOf(kind, line), resultInWords(line.result), troubleOf(line)])
  return csv([head, ...rows])
}

function headers(kind: Kind): string[] {
  const posting = [t('designation'), t('organisation'), t('area'), t('since')]
  if (kind === 'postings') return [t('name'), t('address'), ...posting]
  return [
    t('name'),
    t('address'),
    ...posting,
    t('service'),
    t('cadre'),
    t('cohort'),
    t('language'),
    t('second address'),
  ]
}

function cellsOf(kind: Kind, { name, address, fields }: Pick<Line, 'name' | 'address' | 'fields'>): string[] {
  const { designation, organisation, area, since, service, cadre, cohort, language, second_address } = fields
  const posting = [designation, organisation, area, since]
  const more = kind === 'postings' ? [] : [service, cadre, cohort, language, second_address]
  return [name, address, ...posting, ...more].map((cell) => cell ?? '')
}

/** Two invented people, in the columns that are read. */
export function exampleOf(kind: Kind): string {
  const people = [
    { name: 'Asha Rawat', address: 'asha.rawat@office.example', designation: t('District Collector') },
    { name: 'Gopal Nair', address: 'gopal.nair@office.example', designation: t('Director') },
  ]
  const rows = people.map(({ name, address, designation }) =>
    cellsOf(kind, { name, address, fields: { designation, since: '2026-04-01' } }),
  )
  return csv([headers(kind), ...rows])
}
