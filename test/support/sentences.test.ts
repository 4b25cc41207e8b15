import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { temporaryFolder } from './folders.ts'
import { checkSentences } from './sentences.ts'

const glossary =
  '| Term | हिन्दी | Meaning | Not |\n| --- | --- | --- | --- |\n| Member | सदस्य | One | `user`, subscriber |\n'

/** A little program of one file; the findings as “text: trouble”. */
function check(source: string, hindi: Record<string, string> = {}) {
  const root = temporaryFolder()
  for (const folder of ['src', 'languages', 'docs']) mkdirSync(join(root, folder))
  writeFileSync(join(root, 'tsconfig.json'), '{"compilerOptions":{"jsx":"preserve","strict":true},"include":["src"]}')
  writeFileSync(join(root, 'src/a.tsx'), `declare function t(sentence: string, values?: object): string\n${source}`)
  writeFileSync(join(root, 'languages/hi.json'), JSON.stringify(hindi))
  writeFileSync(join(root, 'docs/glossary.md'), glossary)
  return checkSentences(root).map(({ text, trouble }) => `${text}: ${trouble}`)
}

test('a sentence that is whole, translated and given its values is in order', () => {
  const source = `
    declare const kind: 'Today' | 'Search'
    export const a = [t('From {name}', { name: 'Ana' }), t(kind), t("{count, plural, one {#} other {#}}", { count: 1 })]
    export const b = <p title={t('Today')}>{t('Search')} · 3 <code>npm start</code></p>`
  const hindi = {
    'From {name}': '{name} से',
    Today: 'आज',
    Search: 'खोज',
    '{count, plural, one {#} other {#}}': '{count}',
  }

  assert.deepEqual(check(source, hindi), [])
})

test('what is missing, unused or does not fit is found', () => {
  const source = `export const a = [t('Today'), t('From {name}', { name: 1 }), t('Search'), t('Count')]`
  const hindi = { 'From {name}': '{naam} से', Old: 'पुराना', Search: 'user खोज', Count: '{count, plural, one {#}}' }

  assert.deepEqual(check(source, hindi), [
    'Today: is not translated (src/a.tsx:2)',
    'From {name}: has other values in translation: naam, name',
    'Old: is not said any more',
    'Search: is translated with “user”, which the glossary avoids',
    'Count: has a translation that cannot be read',
  ])
})

test('a sentence that is glued, unknown, unreadable or lacks a value is found', () => {
  const source = `
    declare const name: string
    export const a = [t(\`From \${name}\`), t('From ' + name), t(name), t('From {name}'), t('From {'), t('Hello, user!')]`
  const hindi = { 'From {name}': '{name} से', 'From {': 'से', 'Hello, user!': 'नमस्ते' }

  assert.deepEqual(check(source, hindi), [
    't(…): is glued together from parts',
    't(…): is glued together from parts',
    't(…): is not known when the program is read',
    'From {name}: gets no value for name',
    'From {: is no message that can be read',
    'Hello, user!: has an exclamation mark',
  ])
})

test('words on a page or in a refusal that do not pass through t are found', () => {
  const source = `
    declare class Refused { constructor(sentence: string) }
    export const a = <div><p>Some words</p><input placeholder="Your name" class="wide" />{'More words'}— 3</div>
    export function b() { throw new Refused('It is closed.') }`
  const found = ['Some words', 'Your name', 'More words', 'It is closed.'].map(
    (text) => `${text}: does not pass through t`,
  )

  assert.deepEqual(check(source), found)
})

test('what a schema says of a wrong field is a sentence too', () => {
  const source = `
    import { z } from 'zod'
    export const a = z.enum(['yes'], { error: 'Choose an answer' })
    export const b = z.string().min(1, 'Write a sentence')`

  assert.deepEqual(check(source), [
    'Choose an answer: is not translated (src/a.tsx:4)',
    'Write a sentence: is not translated (src/a.tsx:5)',
  ])
})
