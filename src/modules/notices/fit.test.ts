import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fit, type Part } from './fit.ts'

const part = (heading: string, length: number): Part => ({
  heading,
  blocks: [{ prose: { html: `<p>${'word '.repeat(length)}</p>`, text: 'word '.repeat(length).trim() } }],
})

test('what fits is there in full', () => {
  const parts = [part('One', 10), part('Two', 20)]

  assert.deepEqual(fit(parts), { taken: parts, left: 0 })
})

test('what is too long is cut at a word, and what follows is counted', () => {
  const { taken: parts, left } = fit([part('One', 1000), part('Two', 9000), part('Three', 10)])

  assert.equal(left, 2)
  assert.deepEqual(
    parts.map(({ heading }) => heading),
    ['One', 'Two'],
  )
  const cut = parts[1]?.blocks[0] as { prose: { html: string; text: string } }
  assert.match(cut.prose.text, /word …$/)
  assert.match(cut.prose.html, /word …<\/p>$/)
  const bytes = JSON.stringify(parts).length
  assert.ok(bytes > 20_000 && bytes < 50_000, `${bytes} bytes`)
})
