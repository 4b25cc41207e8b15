import assert from 'node:assert/strict'
import test from 'node:test'
import {
  currentLanguage,
  direction,
  inLanguage,
  languages,
  listFormat,
  listSaid,
  negotiateLanguage,
  numberFormat,
  pick,
  t,
} from './i18n.ts'

test('a sentence is said in the language of the reader, and in English where it is not translated', async () => {
  assert.equal(t('today'), 'today')
  assert.equal(
    inLanguage('hi', () => t('today')),
    'आज',
  )
  assert.equal(
    inLanguage('hi-IN', () => t('today')),
    'आज',
  )
  assert.equal(
    inLanguage('xx', () => t('today')),
    'today',
  )
  assert.equal(
    inLanguage(null, () => currentLanguage()),
    'en',
  )
  assert.equal(
    inLanguage('hi', () => t('Nobody has translated {what}.', { what: 'this' })),
    'Nobody has translated this.',
  )
  const afterWaiting = async () => {
    await Promise.resolve()
    return t('tomorrow')
  }
  assert.equal(await inLanguage('hi', afterWaiting), 'कल')
})

test('plurals follow the number', () => {
  const answers = (count: number) => t('You have {count, plural, one {# answer} other {# answers}}.', { count })

  assert.equal(answers(0), 'You have 0 answers.')
  assert.equal(answers(1), 'You have 1 answer.')
  assert.equal(answers(1200), 'You have 1,200 answers.')
})

test('an apostrophe comes out as itself, also beside a brace', () => {
  assert.equal(t("You can't undo this."), "You can't undo this.")
  assert.equal(t('You can’t undo this.'), 'You can’t undo this.')
  assert.equal(t("'{title}' is posted", { title: 'Schools' }), "'Schools' is posted")
  assert.equal(t("{name}'s query", { name: 'Ana' }), "Ana's query")
})

test('a value is put in as text, whatever it holds', () => {
  assert.equal(t('{title}: your answer', { title: "<b>{x}</b> 'a' #" }), "<b>{x}</b> 'a' #: your answer")
  assert.equal(t('From {names}.', { names: ['Ana', 'Ben'] }), 'From Ana and Ben.')
  assert.equal(t('On {on}.', { on: new Date('2026-12-04T10:00:00Z') }), 'On 2026-12-04.')
  assert.equal(t('Who: {who}', { who: null }), 'Who: ')
})

test('a broken sentence or a missing value never throws', () => {
  assert.equal(t('A brace { alone'), 'A brace { alone')
  assert.equal(t('Write <b>bold</b> < here'), 'Write <b>bold</b> < here')
  assert.equal(t('{title} is missing'), '{title} is missing')
  assert.equal(t('{a} and { {b}', { a: 1, b: 2 }), '1 and { 2')
  assert.match(t('{count, plural, one {# answer} other {# answers}}', { count: 'many' }), /many|answers/)
  assert.equal(t(''), '')
})

test('the network’s own words fall back to the base language, then English, then anything', () => {
  assert.equal(pick({ en: 'North', hi: 'उत्तर' }, 'hi-IN'), 'उत्तर')
  assert.equal(pick({ en: 'North', 'hi-IN': 'उत्तर' }, 'hi'), 'उत्तर')
  assert.equal(pick({ en: 'North', hi: '' }, 'hi'), 'North')
  assert.equal(pick({ ta: 'வடக்கு' }, 'hi'), 'வடக்கு')
  assert.equal(
    inLanguage('hi', () => pick({ en: 'North', hi: 'उत्तर' })),
    'उत्तर',
  )
  assert.equal(pick(null), '')
  assert.equal(pick({ en: [{ en: 5 }], hi: 'उत्तर' }), 'उत्तर')
  assert.deepEqual(listSaid({ en: 'North', hi: 5, ta: 'வடக்கு' }), ['North', 'வடக்கு'])
  assert.deepEqual(['North', null, 5].map(listSaid), [['North'], [], []])
  assert.equal(pick('North'), 'North')
})

test('the browser’s wishes are read with their weights', () => {
  assert.equal(negotiateLanguage('hi-IN,hi;q=0.9,en;q=0.8'), 'hi')
  assert.equal(negotiateLanguage('fr,en;q=0.5,hi;q=0.7'), 'hi')
  assert.equal(negotiateLanguage('hi;q=0,en'), 'en')
  assert.equal(negotiateLanguage('*;q=x,,;'), 'en')
  assert.equal(negotiateLanguage(undefined), 'en')
})

test('languages name themselves and know their direction', () => {
  assert.deepEqual(languages.slice(0, 2), [
    { code: 'en', name: 'English', direction: 'ltr' },
    { code: 'hi', name: 'हिन्दी', direction: 'ltr' },
  ])
  assert.equal(direction('ur-PK'), 'rtl')
})

test('lists and numbers are written in the language of the reader', () => {
  assert.equal(listFormat(['a', 'b', 'c']), 'a, b and c')
  assert.equal(listFormat(['a', 'b'], 'or'), 'a or b')
  assert.equal(
    inLanguage('hi', () => listFormat(['क', 'ख', 'ग'])),
    'क, ख, और ग',
  )
  assert.equal(
    inLanguage('hi', () => numberFormat(123456)),
    '1,23,456',
  )
})
