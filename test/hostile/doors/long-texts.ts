import { changesBetween } from '../../../src/modules/conversations/versions/changes.ts'
import { htmlText } from '../../../src/platform/mail/reply-text/html.ts'
import { cutHtmlReply, cutReply } from '../../../src/platform/mail/reply-text.ts'
import { renderMarkdown } from '../../../src/platform/markdown.ts'
import { longShapes } from '../../support/long-shapes.ts'
import { isQuiet } from '../quiet.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'

const reading: [string, (text: string) => unknown][] = [
  ['Markdown', renderMarkdown],
  ['what is new in a reply', (text) => cutReply(text, { name: 'Dee', address: 'dee@example.org' })],
  ['what is new in a reply of HTML', (text) => cutHtmlReply(text, { name: 'Dee' })],
  ['HTML as text', htmlText],
  [
    'changes of a text',
    (text) => changesBetween(text, `${text.slice(0, text.length / 2)} changed ${text.slice(text.length / 2)}`),
  ],
]

const more = [
  '> ',
  'On Mon, Dee wrote:\n',
  'From: a\nTo: b\n',
  '-- \n',
  '<p>',
  '<blockquote>',
  '&lt;',
  '<a href="',
  '\u0915\u094d',
  '\u202e',
  'e\u0301',
  '\ud83d\udc69\u200d',
  ' \n',
  '@Dee ',
  '<!--',
  '[1]: /a\n',
  '**a*',
  '~~',
  '\\',
  '&#x41;',
  // As many marks as are read as marks.
  '**a* and words, and words and so on ',
  '![ and words ',
  '[ and words',
  '<br> words ',
  '_a__b and words, and words and so on ',
  '-- \nwords and ',
]

const SIZE = 100_000
const MOST_MS = 200
/** In a run of all tests, or beside programs of others, the same work takes more of a processor. */
const MOST_MS_BESIDE_OTHERS = 600
const MOST_GROWTH = 2.5

/** A text of 100 kB of each awkward shape through everything that reads texts; twice as long costs at most 2.5 times as much. */
export const longTexts: Trial = {
  name: 'ASVS 15.2.2: a text of 100 kB is read within 200 ms, and twice as much within 2.5 times that',
  async run({ short }, attempt) {
    let [slowest, steepest] = [0, 0]
    const shapes = [...longShapes, ...more]
    for (const [nth, [name, read]] of reading.entries()) {
      for (const shape of short ? shapes.filter((_, at) => at % 8 === nth) : shapes) {
        const most = short || !isQuiet() ? MOST_MS_BESIDE_OTHERS : MOST_MS
        const { ms, growth } = measure(read, shape, most)
        slowest = Math.max(slowest, ms)
        steepest = Math.max(steepest, growth)
        judge(attempt, `${name} of ${JSON.stringify(shape)}`, { ms, growth, most })
      }
    }
    attempt.figure(
      '100 kB of the slowest shape, and the steepest growth per doubling',
      `${slowest.toFixed(0)} ms, ${steepest.toFixed(1)}×`,
    )
  },
}

/** Below this, a doubling is lost in the noise of the clock. */
const NOTHING_MS = 12
/** What is too much is measured again: a slow text is slow each time, and memory is not cleared each time. */
const TRIES = 4

type Measured = { ms: number; growth: number }

function measure(read: (text: string) => unknown, shape: string, most: number): Measured {
  let measured = measureOnce(read, shape)
  for (let nth = 1; nth < TRIES && !(isSoon(measured, most) && isEven(measured, most)); nth++)
    measured = measureOnce(read, shape)
  return measured
}

/** The growth of a doubling, from a third of the size: nearer by, it is lost in what the clock and the memory do besides. */
function measureOnce(read: (text: string) => unknown, shape: string): Measured {
  const one = best(read, shape.repeat(SIZE / shape.length))
  if (one < NOTHING_MS) return { ms: one, growth: 1 }
  return { ms: one, growth: (one / best(read, shape.repeat(SIZE / 3 / shape.length))) ** (1 / Math.log2(3)) }
}

/** Time of the processor, so that others on the machine do not count; the best of three, where once tells anything. */
function best(read: (text: string) => unknown, text: string): number {
  let least = Infinity
  for (let nth = 0; nth < 3 && least >= NOTHING_MS / 4; nth++) {
    const from = process.cpuUsage()
    read(text)
    const { user, system } = process.cpuUsage(from)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

const isSoon = ({ ms }: Measured, most: number) => ms <= most

/** Where twice as much would still be half of what is allowed, its growth is nobody's trouble. */
const isEven = ({ ms, growth }: Measured, most: number) => growth <= MOST_GROWTH || ms * growth <= most / 2

function judge(attempt: Attempt, what: string, { most, ...measured }: Measured & { most: number }) {
  const { ms, growth } = measured
  expect(attempt, isSoon(measured, most), `${what}: ${ms.toFixed(0)} ms`)
  expect(attempt, isEven(measured, most), `${what}: ${growth.toFixed(1)}× for twice as much`)
}
