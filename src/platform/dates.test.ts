import assert from 'node:assert/strict'
import test from 'node:test'
import { dateAndTime, dayIn, deadline, isTimeZone, longDate, relativeDay, shortDate, timeOfDay } from './dates.ts'
import { inLanguage } from './i18n.ts'

const zone = 'Asia/Kolkata'
const late = new Date('2026-12-03T20:00:00Z')
const inHindi = (say: () => string) => inLanguage('hi', say)

test('a date is said in full and in short', () => {
  assert.equal(longDate(late, { zone }), 'Friday 4 December 2026')
  assert.equal(longDate('2026-12-04'), 'Friday 4 December 2026')
  assert.equal(longDate('2026-12-04', { year: false }), 'Friday 4 December')
  assert.equal(shortDate(late, { zone }), '4 Dec 2026')
  assert.equal(shortDate('2026-12-04', { year: false }), '4 Dec')

  assert.equal(
    inHindi(() => longDate(late, { zone })),
    'शुक्रवार, 4 दिसंबर 2026',
  )
  assert.equal(
    inHindi(() => shortDate('2026-12-04', { year: false })),
    '4 दिसंबर',
  )
})

test('a calendar day is the same day in every zone, an instant is not', () => {
  assert.equal(longDate('2026-12-04', { zone: 'Pacific/Auckland' }), 'Friday 4 December 2026')
  assert.equal(longDate('2026-12-04', { zone: 'America/Los_Angeles' }), 'Friday 4 December 2026')
  assert.equal(dayIn(zone, late), '2026-12-04')
  assert.equal(dayIn('UTC', late), '2026-12-03')
})

test('a time carries its day', () => {
  assert.equal(timeOfDay(late, zone), '01:30')
  assert.equal(dateAndTime(late, zone), '4 December 2026, 01:30')
  assert.equal(
    inHindi(() => dateAndTime(late, zone)),
    '4 दिसंबर 2026, 01:30 बजे',
  )
})

test('a deadline says until when and where', () => {
  assert.equal(deadline('2026-12-04', zone), 'Friday 4 December, until 23:59 in India')
  assert.equal(deadline('2026-12-04', 'Asia/Kathmandu'), 'Friday 4 December, until 23:59 in Nepal')
  assert.equal(deadline('2026-12-04', 'America/New_York'), 'Friday 4 December, until 23:59 (Eastern Time)')
  assert.equal(deadline('2026-12-04', 'UTC'), 'Friday 4 December, until 23:59 (UTC)')
  assert.equal(
    inHindi(() => deadline('2026-12-04', zone)),
    'शुक्रवार, 4 दिसंबर, भारत में 23:59 बजे तक',
  )
})

test('a near day is told from today, a far one by its date', () => {
  const from = (when: string) => relativeDay(when, '2026-12-04')

  assert.deepEqual(['2026-12-04', '2026-12-05', '2026-12-03'].map(from), ['today', 'tomorrow', 'yesterday'])
  assert.deepEqual(['2026-12-07', '2026-12-01', '2027-01-30'].map(from), ['in 3 days', '3 days ago', '30 Jan 2027'])
  assert.equal(relativeDay(late, '2026-12-04', zone), 'today')
  assert.equal(
    inHindi(() => from('2026-12-05')),
    'कल',
  )
  assert.equal(
    inHindi(() => from('2026-12-03')),
    'बीते कल',
  )
  assert.equal(
    inHindi(() => from('2026-12-07')),
    '3 दिन बाद',
  )
})

test('what is no date is said as nothing', () => {
  assert.equal(longDate('someday'), '')
  assert.equal(shortDate(new Date(Number.NaN), { zone }), '')
})

test('in a zone that is none, the time is told as it is in UTC', () => {
  const at = new Date('2026-12-03T20:00:00Z')

  assert.equal(dateAndTime(at, 'Moon/Base'), dateAndTime(at, 'UTC'))
  assert.equal(relativeDay(at, '2026-12-04', 'Moon/Base'), 'yesterday')
})

test('a time zone has a name; an offset is none', () => {
  assert.deepEqual(['Asia/Kolkata', 'UTC', 'Moon/Base', '+05:30', ''].filter(isTimeZone), ['Asia/Kolkata', 'UTC'])
})
