import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkAsvs, writeAsvs } from './asvs.ts'
import { plantTree } from './tree.ts'

const LIST = `# A list of three
1: First
1.1.1: { level: 1, asks: "One thing" }
1.1.10: { level: 2, asks: "Another", not applicable: "there is none" }
1.1.2: { level: 2, asks: "A third | thing", by design: "\`src/a.ts\`" }
2: Second
2.1.1: { level: 1, asks: "A fourth", open: "half of it is missing" }
2.1.2: { level: 2, asks: "A fifth" }
2.1.3: { level: 3, asks: "A sixth" }
`
const tests = (...names: string[]) => names.map((name) => `test('${name}', () => {})`).join('\n')

test('the page says what tests show, what the design meets, what does not apply, and what is open', () => {
  const root = plantTree({
    'docs/asvs.yaml': LIST,
    'src/a.test.ts': tests('a code dies (ASVS 1.1.1, 2.1.1)', 'ASVS 1.1.1: it is so', 'another'),
    'test/leaks/report.ts': "const a = { leak: 'words that were seen (ASVS 2.1.3)' }",
  })
  writeAsvs(root)
  const page = readFileSync(join(root, 'docs/asvs.md'), 'utf8')

  assert.deepEqual(
    page.split('\n').filter((line) => /^\| \d/.test(line)),
    [
      '| 1 | 2 | 1 | 0 | 0 | 1 |',
      '| 2 | 3 | 0 | 1 | 1 | 1 |',
      '| 3, as far as shown | 1 | 1 | | | |',
      '| 1.1.1 | 1 | One thing | a code dies (`src/a.test.ts`)<br>it is so (`src/a.test.ts`) |',
      '| 1.1.2 | 2 | A third \\| thing | by design: `src/a.ts` |',
      '| 1.1.10 | 2 | Another | not applicable: there is none |',
      '| 2.1.1 | 1 | A fourth | **open**: half of it is missing<br>a code dies (`src/a.test.ts`) |',
      '| 2.1.2 | 2 | A fifth | **open** |',
      '| 2.1.3 | 3 | A sixth | words that were seen (`test/leaks/report.ts`) |',
    ],
  )
  assert.deepEqual(checkAsvs(root), [])
})

test('a number that is none, a name without one, a requirement twice over and an old page are found', () => {
  const root = plantTree({
    'docs/asvs.yaml': `${LIST}2.1.4: { level: 2, asks: "Both", open: "x", by design: "y" }\n`,
    'src/a.test.ts': tests('it holds (ASVS 9.9.9)', 'it holds too (ASVS 12)'),
    'test/b.ts': '',
  })
  assert.deepEqual(checkAsvs(root), [
    'src/a.test.ts: ASVS 9.9.9 is not in docs/asvs.yaml',
    'src/a.test.ts: “it holds too (ASVS 12)” names no number after ASVS',
    'docs/asvs.yaml: 2.1.4 is by design and open',
  ])
  const old = plantTree({ 'docs/asvs.yaml': LIST, 'docs/asvs.md': 'x', 'src/a.test.ts': '', 'test/b.ts': '' })
  assert.deepEqual(checkAsvs(old), ['docs/asvs.md is old: run bin/asvs'])
})
