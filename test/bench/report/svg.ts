/** A row of a panel: what was measured of one thing, in the order of the legend, and its figure in words. */
export type Row = { label: string; values: number[]; note: string; kind: 'ours' | 'theirs' | 'over' }
/** Rows over one axis, which is logarithmic: as far to the right again is as many times more. */
export type Panel = { heading: string; unit: string; rows: Row[] }
export type Chart = { title: string; words: string; legend?: string[]; panels: Panel[] }

const [WIDTH, LEFT, RIGHT, ROW, TOP] = [760, 270, 590, 24, 42]
const [HEAD, FOOT] = [30, 40]

/** A picture that says itself what it shows, readable on light and on dark paper. */
export function draw({ title, words, legend = [], panels }: Chart): string {
  const from = TOP + (legend.length > 0 ? ROW : 0)
  const tops = panels.map((_, nth) => panels.slice(0, nth).reduce((sum, one) => sum + heightOf(one), from))
  const height = panels.reduce((sum, one) => sum + heightOf(one), from)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title words">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="words">${escaped(words)}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="16" y="27">${escaped(title)}</text>`,
    ...legendOf(legend),
    ...panels.flatMap((panel, nth) => drawPanel(panel, tops[nth] ?? 0)),
    '</svg>\n',
  ].join('\n')
}

const heightOf = ({ rows }: Panel) => HEAD + rows.length * ROW + FOOT

function legendOf(legend: string[]): string[] {
  return legend.flatMap((words, nth) => {
    const x = 22 + nth * 180
    return [dot(x, TOP + 8, 'ours', shadeOf(nth, legend.length)), text(x + 12, TOP + 12, words)]
  })
}

function drawPanel({ heading, unit, rows }: Panel, top: number): string[] {
  const axis = axisFor(rows.flatMap(({ values }) => values))
  const [from, to] = [top + HEAD, top + HEAD + rows.length * ROW]
  const ticks = axis.ticks.flatMap((tick) => [
    `<line class="grid" x1="${axis.at(tick)}" x2="${axis.at(tick)}" y1="${from}" y2="${to}"/>`,
    text(axis.at(tick), to + 16, tick.toLocaleString('en'), 'tick'),
  ])
  return [
    text(16, top + 18, heading, 'heading'),
    ...ticks,
    text(LEFT - 16, to + 16, unit, 'unit'),
    ...rows.flatMap((row, nth) => drawRow(row, from + nth * ROW + ROW / 2, axis.at)),
  ]
}

function drawRow({ label, values, note, kind }: Row, y: number, at: (value: number) => number): string[] {
  const xs = values.map(at)
  return [
    text(LEFT - 16, y + 4, label, 'label'),
    `<line class="span ${kind}" x1="${Math.min(...xs)}" x2="${Math.max(...xs)}" y1="${y}" y2="${y}"/>`,
    ...xs.map((x, nth) => dot(x, y, kind, shadeOf(nth, xs.length))),
    text(RIGHT + 14, y + 4, note, kind === 'over' ? 'note strong' : 'note'),
  ]
}

/** The last of a row is full, those before it are pale. */
const shadeOf = (nth: number, count: number) => ['full', 'half', 'pale'][Math.min(2, count - 1 - nth)] ?? 'full'

function dot(x: number, y: number, kind: Row['kind'], shade: string): string {
  return `<circle class="${kind} ${shade}" cx="${x}" cy="${y}" r="5"/>`
}

function text(x: number, y: number, words: string, kind = ''): string {
  return `<text${kind && ` class="${kind}"`} x="${x}" y="${y}">${escaped(words)}</text>`
}

/** From the tick below the least to the one above the most. */
function axisFor(values: number[]) {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const fine = stepsOf(least, most, [1, 2, 5])
  const ticks = fine.length > 8 ? stepsOf(least, most, [1]) : fine
  const [low, high] = [Math.log(ticks[0] ?? 1), Math.log(ticks.at(-1) ?? 10)]
  const at = (value: number) => Math.round(LEFT + ((Math.log(value) - low) / (high - low)) * (RIGHT - LEFT))
  return { ticks, at }
}

function stepsOf(least: number, most: number, of: number[]): number[] {
  const all: number[] = []
  for (let power = -3; power < 9; power++) all.push(...of.map((one) => Number((one * 10 ** power).toPrecision(1))))
  const from = all.findLastIndex((one) => one <= least)
  const to = all.findIndex((one) => one >= most && one > least)
  return all.slice(from, to + 1)
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Paper of its own, so that it can be read wherever it is shown. */
const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2328; --soft: #56616b; --grid: #dde2e6; --ours: #0a5a88; --theirs: #7b6a2e; --over: #a3341f }
@media (prefers-color-scheme: dark) { :root { --paper: #12171c; --ink: #e8edf1; --soft: #a3afba; --grid: #303a43; --ours: #74b9ea; --theirs: #d0b860; --over: #ff9c85 } }
text { font: 13px system-ui, sans-serif; fill: var(--ink) }
.paper { fill: var(--paper) }
.title { font-size: 17px; font-weight: 600 }
.heading, .strong { font-weight: 600 }
.tick, .unit { font-size: 12px; fill: var(--soft) }
.tick { text-anchor: middle }
.label, .unit { text-anchor: end }
.grid { stroke: var(--grid) }
.span { stroke-width: 2; opacity: .45 }
.ours { fill: var(--ours); stroke: var(--ours) }
.theirs { fill: var(--theirs); stroke: var(--theirs) }
.over { fill: var(--over); stroke: var(--over) }
.half, .pale { fill: var(--paper) }
.half { stroke-width: 2 }
.pale { stroke-dasharray: 2 2 }
`.trim()
