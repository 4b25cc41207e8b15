import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkFigures } from '../../support/check/figures.ts'
import { plantTree } from '../../support/check/tree.ts'
import { makeReport } from './files.ts'
import { readKept } from './kept.ts'
import { type Chart, draw, type Row } from './svg.ts'

const row = (label: string, ...values: number[]): Row => ({ label, values, note: `${values}`, kind: 'ours' })
const chart = (...rows: Row[]): Chart => ({
  title: 'Letters',
  words: 'What is seen.',
  panels: [{ heading: '', unit: 's', rows }],
})
const placesIn = (svg: string) => [...svg.matchAll(/<circle[^>]* cx="(\d+)"/g)].map(([, x]) => Number(x))

test('as many times more is as far to the right', () => {
  const [one = 0, ten = 0, hundred = 0] = placesIn(draw(chart(row('a', 1), row('b', 10), row('c', 100))))

  assert.equal(ten - one, hundred - ten)
  assert.ok(ten - one > 100)
})

test('a picture is drawn of one figure alone, and of a figure that stands on a tick', () => {
  const [place = 0] = placesIn(draw(chart(row('a', 5))))

  assert.ok(Number.isFinite(place) && place >= 270 && place <= 590)
})

test('a picture says what it shows, in words that are no markup', () => {
  const svg = draw({ ...chart(row('<b>&"', 1)), title: 'A < B' })

  assert.match(svg, /role="img" aria-labelledby="title words"/)
  assert.match(svg, /<title id="title">A &#60; B<\/title>\n<desc id="words">What is seen\.<\/desc>/)
  assert.doesNotMatch(svg, /<b>/)
})

test('a page that grows by more than its aim is named in words and marked in the picture', () => {
  const kept = readKept()
  const page = { name: 'a steep page', bytes: 1, statements: 1, p50: [1, 1], p95: [1, 1], cpu: [10, 14] }
  const level = { ...page, name: 'a level page', cpu: [10, 12] }
  const columns = [10, 1000].map((posts) => ({ posts, members: posts }))

  const report = makeReport({ ...kept, size: { columns, pages: [page, level] } })

  assert.match(
    report.get('README.md') ?? '',
    /100 times as large .* 1 of 2 pages keep it; marked ▲ are “a steep page” \(1\.40×\)\./,
  )
  assert.match(report.get('size.svg') ?? '', /14\.0 ms, 1\.40× ▲/)
  assert.match(report.get('size.svg') ?? '', /12\.0 ms, 1\.20×</)
})

test('a figure that was changed without its picture is named', () => {
  const folder = plantTree(Object.fromEntries(makeReport()))
  assert.deepEqual(checkFigures(folder), [])

  appendFileSync(join(folder, 'post.svg'), ' ')

  assert.deepEqual(checkFigures(folder), [
    'docs/figures/post.svg is not what the figures say: run npm run bench -- report',
  ])
})
