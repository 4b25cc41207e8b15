import { renderMarkdown } from '../../src/platform/markdown.ts'
import { longShapes } from '../support/long-shapes.ts'

/** Milliseconds of CPU for texts of 50 and 100 kB of each awkward shape, and how much twice the text costs. */
export async function benchText(): Promise<string[]> {
  for (let warm = 0; warm < 5; warm++) renderMarkdown('warm '.repeat(20_000))
  const rows = longShapes.map((shape) => {
    const [one, two] = [50_000, 100_000].map((size) => best(shape.repeat(size / shape.length))) as [number, number]
    return `| \`${JSON.stringify(shape)}\` | ${one.toFixed(1)} | ${two.toFixed(1)} | ${(two / one).toFixed(1)} |`
  })
  return [
    '| Markdown, repeated | 50 kB, ms of CPU | 100 kB, ms of CPU | growth |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    '',
    'Aim: at most 200 ms for 100 kB, growth at most 2.5.',
  ]
}

function best(text: string): number {
  return Math.min(...Array.from({ length: 25 }, () => timeOf(text)))
}

function timeOf(text: string): number {
  const before = process.cpuUsage()
  renderMarkdown(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
