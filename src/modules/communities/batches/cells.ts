import type { Db } from '../../../platform/db.ts'
import { languages, listSaid } from '../../../platform/i18n.ts'
import { parseAddress } from '../../../platform/mail/address.ts'
import { type AreaName, type Cohort, listAreaNames, listCohorts, matchArea } from '../../people/index.ts'
import type { Fields } from './reads.ts'
import type { Cells } from './table.ts'

export type Lists = { areas: AreaName[]; cohorts: Cohort[] }

/** The network's own words, read once for a whole file. */
export async function readLists(db: Db): Promise<Lists> {
  return { areas: await listAreaNames(db), cohorts: await listCohorts(db) }
}

/** “Asha <asha@example.org>;” and “mailto:…” are what people paste. */
export function addressOf(cell: string): string | null {
  const [, inside] = /<([^<>]+)>/.exec(cell) ?? []
  return parseAddress(
    (inside ?? cell)
      .replace(/^mailto:/i, '')
      .replace(/[;,.\s]+$/, '')
      .trim(),
  )
}

type Texts = { fields: Fields; trouble: string | null }

/** All but name and address; the first thing that is wrong with it. */
export function readFields(cells: Cells, lists: Lists): Texts {
  const area = cells.area ? matchArea(lists.areas, cells.area) : null
  const cohort = cells.cohort ? findCohortBy(lists.cohorts, cells.cohort) : undefined
  const language = cells.language ? languageOf(cells.language) : undefined
  const second = cells.second_address ? addressOf(cells.second_address) : undefined
  const since = cells.since ? dayOf(cells.since) : undefined
  const { organisation, designation, service, cadre } = cells
  const fields = {
    ...{ organisation, designation, service, cadre, language, area: cells.area, cohort: cells.cohort },
    ...{
      area_id: area?.id,
      cohort_id: cohort?.id,
      second_address: second ?? cells.second_address,
      since: since ?? cells.since,
    },
  }
  const troubles: [boolean, string][] = [
    [Object.values(cells).some((text) => text.length > LONGEST), 'too-long'],
    [Boolean(cells.area) && !area, 'unknown-area'],
    [Boolean(cells.cohort) && !cohort, 'unknown-cohort'],
    [Boolean(cells.language) && !language, 'unknown-language'],
    [second === null, 'bad-second-address'],
    [since === null, 'bad-date'],
  ]
  return { fields, trouble: troubles.find(([wrong]) => wrong)?.[1] ?? null }
}

const LONGEST = 160

function findCohortBy(cohorts: Cohort[], text: string): Cohort | undefined {
  const wanted = fold(text)
  return cohorts.find(({ key, name }) => [key, ...listSaid(name)].some((one) => fold(one) === wanted))
}

/** By code, in its own name or in English: “hi”, “हिन्दी”, “Hindi”. */
function languageOf(text: string): string | undefined {
  const wanted = fold(text)
  const namesOf = (code: string) =>
    ['en', 'hi', code].map((said) => new Intl.DisplayNames([said], { type: 'language' }).of(code) ?? code)
  return languages.find(({ code }) => [code, ...namesOf(code)].some((name) => fold(name) === wanted))?.code
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace('हिनदी', 'हिदी')
}

const months = [
  ...['jan|january|जनवरी', 'feb|february|फरवरी|फ़रवरी', 'mar|march|मार्च', 'apr|april|अप्रैल', 'may|मई', 'jun|june|जून'],
  ...['jul|july|जुलाई', 'aug|august|अगस्त', 'sep|sept|september|सितंबर|सितम्बर', 'oct|october|अक्टूबर|अक्तूबर'],
  ...['nov|november|नवंबर|नवम्बर', 'dec|december|दिसंबर|दिसम्बर'],
].map((names) => names.split('|'))

/** A day as spreadsheets and people write it, the day before the month; null where it is none. */
export function dayOf(text: string): string | null {
  const plain = text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966)).trim()
  const [, serial] = /^(\d{5})(?:\.\d+)?$/.exec(plain) ?? []
  if (serial) return new Date(Date.UTC(1899, 11, 30) + Number(serial) * 86_400_000).toISOString().slice(0, 10)

  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(plain) ?? []
  if (year) return checked(year, Number(month), day)
  const [, first, second = '', last = ''] =
    /^(\d{1,2})[-/. ]+(\d{1,2}|\p{L}[\p{L}\p{M}]*)\.?[-/., ]+(\d{4})$/u.exec(plain) ?? []
  const named = months.findIndex((names) => names.includes(second.toLowerCase())) + 1
  return first ? checked(last, named || Number(second), first) : null
}

/** The 31st of April is no day. */
function checked(year: string, month: number, day = ''): string | null {
  const on = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${on}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(on) ? on : null
}
