import { currentLanguage, currentLocale, t } from './i18n.ts'

/** An instant, or a calendar day 'YYYY-MM-DD', which is the same day in every zone. */
export type When = Date | string

type DateWish = { zone?: string; year?: boolean }

/** “Friday 4 December 2026”. */
export function longDate(when: When, { zone, year = true }: DateWish = {}): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', ...yearIf(year) } as const
  return say(when, zone, parts).replace(/^(\p{L}+), (?=\d)/u, currentLanguage() === 'en' ? '$1 ' : '$&')
}

/** “4 Dec 2026”; Hindi has no short names for months that people use. */
export function shortDate(when: When, { zone, year = true }: DateWish = {}): string {
  const month = currentLanguage() === 'hi' ? 'long' : 'short'
  return say(when, zone, { day: 'numeric', month, ...yearIf(year) })
}

/** “14:30”. */
export function timeOfDay(at: Date, zone: string): string {
  return say(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** “4 December 2026, 14:30”. */
export function dateAndTime(at: Date, zone: string): string {
  const day = say(at, zone, { day: 'numeric', month: 'long', year: 'numeric' })
  return t('{day}, {time}', { day, time: timeOfDay(at, zone) })
}

/** “Friday 4 December, until 23:59 in India”: a deadline is a day that ends in the community's zone. */
export function deadline(on: When, zone: string): string {
  const day = longDate(on, { zone, year: false })
  const place = placeOf(zone)
  if (place) return t('{day}, until {time} in {place}', { day, time: '23:59', place })
  return t('{day}, until {time} ({zone})', { day, time: '23:59', zone: nameOf(zone) })
}

/** “today”, “tomorrow”, “in 3 days”, “2 days ago”; from two weeks away on, the date. */
export function relativeDay(when: When, today: When, zone?: string): string {
  const count = Math.round((dayNumber(when, zone) - dayNumber(today, zone)) / 86_400_000)
  if (Math.abs(count) >= 14) return shortDate(when, { zone })
  if (count === 0) return t('today')
  if (count === 1) return t('tomorrow')
  if (count === -1) return t('yesterday')
  return count > 0 ? t('in {count} days', { count }) : t('{count} days ago', { count: -count })
}

/** The day 'YYYY-MM-DD' that it is in a zone at an instant. */
export function dayIn(zone: string, at: Date): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return formatter('sv-SE', zone, parts).format(at)
}

function yearIf(wanted: boolean): { year?: 'numeric' } {
  return wanted ? { year: 'numeric' } : {}
}

function say(when: When, zone: string | undefined, parts: Intl.DateTimeFormatOptions): string {
  const at = instantOf(when)
  if (Number.isNaN(at.getTime())) return ''
  return formatter(currentLocale(), isDay(when) ? 'UTC' : zone, parts).format(at)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times what using it does. */
function formatter(locale: string, zone: string | undefined, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, parts])
  const known = formatters.get(key)
  if (known) return known
  if (formatters.size >= 1000) formatters.clear()
  const fresh = newFormatter(locale, zone ?? 'UTC', parts)
  formatters.set(key, fresh)
  return fresh
}

/** A zone that is none must not take the page of everything else with it: then it is told as it is in UTC. */
function newFormatter(locale: string, timeZone: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...parts, timeZone })
  } catch (error) {
    if (error instanceof RangeError && timeZone !== 'UTC') return newFormatter(locale, 'UTC', parts)
    throw error
  }
}

/** A name such as Asia/Kolkata. Offsets are none: the database reads their sign the other way round. */
export function isTimeZone(name: string): boolean {
  return /^[A-Z]/i.test(name) && canFormat(name)
}

function canFormat(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

function isDay(when: When): when is string {
  return typeof when === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(when)
}

function instantOf(when: When): Date {
  return typeof when === 'string' ? new Date(isDay(when) ? `${when}T00:00:00Z` : when) : when
}

function dayNumber(when: When, zone = 'UTC'): number {
  return Date.parse(isDay(when) ? when : dayIn(zone, instantOf(when)))
}

/** The country, where all of it keeps one time; otherwise the zone has to be named. */
function placeOf(zone: string): string | undefined {
  const region = countries().get(formatter('en-GB', zone, {}).resolvedOptions().timeZone)
  return region && new Intl.DisplayNames(currentLocale(), { type: 'region' }).of(region)
}

function nameOf(zone: string): string {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC'
  const parts = formatter(currentLocale(), zone, { timeZoneName: 'longGeneric' }).formatToParts(0)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

let known: Map<string, string> | undefined

function countries(): Map<string, string> {
  known ??= new Map(
    regions().flatMap((region) => (zonesOf(region).length === 1 ? [[zonesOf(region)[0] ?? '', region]] : [])),
  )
  return known
}

/** Every pair of letters; those that are no country have no zone. */
function regions(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.flatMap((first) => letters.map((second) => first + second))
}

function zonesOf(region: string): string[] {
  const locale = new Intl.Locale(`und-${region}`) as Intl.Locale & { timeZones?: string[]; getTimeZones?(): string[] }
  return locale.getTimeZones?.() ?? locale.timeZones ?? []
}
