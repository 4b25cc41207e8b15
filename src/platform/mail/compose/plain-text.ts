import { type Block, isCounted } from '../content.ts'

const WIDTH = 76

/** The part that stands alone: what a phone on a poor line, a screen reader and a quote in an answer show. */
export function plainText(blocks: Block[], footer: string[]): string {
  const body = blocks.map(layOut).filter((text) => text.trim())
  return `${body.join('\n\n')}\n\n-- \n${footer.map((line) => wrap(line)).join('\n')}\n`
}

/** Breaks lines at spaces; a word that is longer than a line (an address) stays whole. */
export function wrap(text: string, first = '', hanging = first): string {
  const lines: string[] = []
  let line = first
  let used = widthOf(first)
  let empty = true
  for (const word of text.split(/[ \t]+/)) {
    const width = widthOf(word)
    if (!empty && used + 1 + width > WIDTH) {
      lines.push(line)
      ;[line, used, empty] = [hanging, widthOf(hanging), true]
    }
    line += empty ? word : ` ${word}`
    used += empty ? width : width + 1
    empty = false
  }
  return [...lines, line.trimEnd()].join('\n')
}

/** Letters to many hold the same blocks. */
const laid = new WeakMap<object, string>()

function layOut(block: Block): string {
  if (typeof block === 'string') return layOutBlock(block)
  const known = laid.get(block) ?? layOutBlock(block)
  laid.set(block, known)
  return known
}

function layOutBlock(block: Block): string {
  if (typeof block === 'string') return eachLine(block, (line) => wrap(line))
  if ('heading' in block) return underlined(oneLine(block.heading))
  if ('list' in block) return items(block.list)
  if ('facts' in block) return table(block.facts)
  if ('prose' in block) return asWritten(block.prose.text)
  if ('link' in block)
    return `${wrap(oneLine(block.link))}${/[?:]$/.test(block.link) ? '' : ':'}\n${oneLine(block.href)}`
  return '-'.repeat(20)
}

function items(list: string[]): string {
  const [mark, hanging] = isCounted(list) ? ['', '   '] : ['- ', '  ']
  return list.map((item) => wrap(oneLine(item), mark, hanging)).join('\n')
}

function underlined(heading: string): string {
  return `${wrap(heading)}\n${'-'.repeat(Math.min(widthOf(heading), WIDTH))}`
}

function table(facts: [label: string, value: string][]): string {
  const column = Math.min(24, Math.max(...facts.map(([label]) => widthOf(label)))) + 2
  const hanging = ' '.repeat(column)
  return facts
    .map(([label, value]) => wrap(oneLine(value), `${label}: `.padEnd(column + label.length - widthOf(label)), hanging))
    .join('\n')
}

/** What a person wrote keeps its lines; a long one goes on under its own quote mark or list item. */
function asWritten(text: string): string {
  return eachLine(text, (line) => {
    const [lead = '', quote = ''] = /^((?:> ?)*)\s*(?:[-*+•] +|\d{1,3}[.)] +)?/.exec(line) ?? []
    return wrap(line.slice(lead.length), lead, quote + ' '.repeat(widthOf(lead) - widthOf(quote)))
  })
}

function eachLine(text: string, layLine: (line: string) => string): string {
  return clean(text)
    .split('\n')
    .map(layLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function oneLine(text: string): string {
  return clean(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim()
}

/** No control characters but the line's end: a terminal or a mail program might obey them. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
}

/** Vowel signs and other marks stand on their letter and take no room of their own. */
function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  return [...text.replace(/[\p{M}\p{Cf}]/gu, '')].length
}
