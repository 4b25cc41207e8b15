import { currentLocale, t } from '../platform/i18n.ts'
import { currentShell } from './shell.ts'

export type TimeProps = {
  at: Date
  /** The community's zone; said too where the reader's clock shows something else. */
  zone?: string
  /** `day` leaves the hour out, `short` the weekday and the year of today. */
  show?: 'full' | 'day' | 'short'
}

export function Time({ at, zone, show = 'full' }: TimeProps) {
  const reader = currentShell().zone ?? zone ?? 'UTC'
  return <time datetime={at.toISOString()}>{timeInWords(at, reader, zone, show)}</time>
}

/** “Friday 27 November, 17:30 (12:00 in London)”. */
export function timeInWords(at: Date, reader: string, zone = reader, show: keyof typeof shapes = 'full'): string {
  const own = format(at, show === 'full' && !isThisYear(at) ? 'dated' : show, reader)
  if (show !== 'full' || reader === zone) return own
  const there = format(at, 'clock', zone)
  if (there === format(at, 'clock', reader)) return own
  return t('{time} ({there} in {place})', { time: own, there, place: placeOf(zone) })
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
  const words = dayInWords(on, short)
  return (
    <time datetime={on}>{relative ? t('{day}, {distance}', { day: words, distance: distanceTo(on) }) : words}</time>
  )
}

/** A day has no zone: it is read, and written, at noon UTC. */
export function dayInWords(on: string, short?: boolean): string {
  return format(noonOf(on), short ? 'short' : 'day', 'UTC')
}

/** “today”, “tomorrow”, “in 5 days”, “2 days ago”, as the reader's calendar has it. */
export function distanceTo(on: string): string {
  const { now = new Date(), zone = 'UTC' } = currentShell()
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now)
  const days = Math.round((noonOf(on).getTime() - noonOf(today).getTime()) / 86_400_000)
  return new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' }).format(days, 'day')
}

const shapes = {
  full: { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
  dated: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'long', year: 'numeric' },
  clock: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
} as const

function isThisYear(at: Date): boolean {
  return at.getUTCFullYear() === (currentShell().now ?? new Date()).getUTCFullYear()
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format is dear, using it is not. */
function format(at: Date, shape: keyof typeof shapes, timeZone: string): string {
  const key = `${currentLocale()} ${shape} ${timeZone}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(currentLocale(), { ...shapes[shape], timeZone })
  formats.set(key, known)
  return known.format(at)
}

function noonOf(on: string): Date {
  return new Date(`${on}T12:00:00Z`)
}

function placeOf(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
}
