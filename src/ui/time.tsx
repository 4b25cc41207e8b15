import { dayIn, longDate, relativeDay, shortDate, timeOfDay } from '../platform/dates.ts'
import { t } from '../platform/i18n.ts'
import { currentShell } from './shell.ts'

export type TimeProps = {
  at: Date
  /** The community's zone; said too where the reader's clock shows something else. */
  zone?: string
  /** `day` leaves the hour out, `short` the weekday too. */
  show?: 'full' | 'day' | 'short'
}

export function Time({ at, zone, show = 'full' }: TimeProps) {
  const reader = currentShell().zone ?? zone ?? 'UTC'
  return <time datetime={at.toISOString()}>{timeInWords(at, reader, zone, show)}</time>
}

/** “Friday 27 November, 12:00 (17:30 in Kolkata)”. */
export function timeInWords(at: Date, reader: string, zone = reader, show: TimeProps['show'] = 'full'): string {
  if (show === 'day') return longDate(at, { zone: reader })
  if (show === 'short') return shortDate(at, { zone: reader })
  const time = dayAndTime(at, reader, { year: !isThisYear(at) })
  const isSameDay = dayIn(reader, at) === dayIn(zone, at)
  const there = isSameDay ? timeOfDay(at, zone) : dayAndTime(at, zone, { year: false })
  if (isSameDay && there === timeOfDay(at, reader)) return time
  return t('{time} ({there} in {place})', { time, there, place: cityOf(zone) })
}

export type DayProps = {
  /** A date column: YYYY-MM-DD. */
  on: string
  /** Says how far off it is, too. */
  relative?: boolean
  /** Without the weekday. */
  short?: boolean
}

export function Day({ on, relative, short }: DayProps) {
  const day = short ? shortDate(on) : longDate(on)
  const distance = relative ? distanceTo(on) : ''
  // A day far off has no distance in words: it would be said twice.
  const isFar = distance === '' || distance === shortDate(on)
  return <time datetime={on}>{isFar ? day : t('{day}, {distance}', { day, distance })}</time>
}

/** “today”, “tomorrow”, “in 5 days”, “2 days ago”, as the reader's calendar has it. */
export function distanceTo(on: string): string {
  const { now = new Date(), zone = 'UTC' } = currentShell()
  return relativeDay(on, dayIn(zone, now))
}

function dayAndTime(at: Date, zone: string, { year }: { year: boolean }): string {
  return t('{day}, {time}', { day: longDate(at, { zone, year }), time: timeOfDay(at, zone) })
}

function isThisYear(at: Date): boolean {
  return at.getUTCFullYear() === (currentShell().now ?? new Date()).getUTCFullYear()
}

function cityOf(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
}
