import { parseDocument } from 'htmlparser2'
import type { Block, Run } from './document.ts'

type Node = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<Node, { attribs: unknown }>
type Text = Extract<Node, { nodeType: 3 }>
type Place = { style: Omit<Run, 'text'>; depth: number; nesting: number; preformatted: boolean }

/** How deep lists and quotes stand in one another; deeper ones are set as if they stood at this depth. */
const deepestNesting = 5
/** Deeper than this, marks are forgotten and only the text is kept, so that no input can exhaust the stack. */
const deepest = 100

/** The blocks of sanitised HTML. An element that has no block of its own leaves its text behind. */
export function blocksFromHtml(html: string): Block[] {
  return blocksOf(parseDocument(html).children, { style: {}, depth: 0, nesting: 0, preformatted: false })
}

function blocksOf(nodes: Node[], place: Place): Block[] {
  const blocks: Block[] = []
  let line: Run[] = []

  const endLine = () => {
    blocks.push(...paragraphs(line))
    line = []
  }
  for (const node of nodes) {
    if (isBlock(node)) {
      endLine()
      for (const block of blocksOfElement(node, inside(place))) blocks.push(block)
    } else for (const run of runsOf(node, place)) line.push(run)
  }
  endLine()
  return blocks
}

function blocksOfElement(element: Element, place: Place): Block[] {
  if (place.depth >= deepest) return paragraphs([textRun(allTextOf(element), place)])
  const level = levels[element.name]
  if (level) return headings(level, element, place)
  if (element.name === 'ul' || element.name === 'ol') return listOf(element, place)
  if (element.name === 'blockquote') return quoteOf(element, place)
  if (element.name === 'pre') return blocksOf(element.children, { ...place, preformatted: true })
  return blocksOf(element.children, place)
}

function headings(level: 3 | 4 | 5, element: Element, place: Place): Block[] {
  const runs = tidy(element.children.flatMap((child) => runsOf(child, place)))
  return runs.length > 0 ? [{ kind: 'heading', level, runs }] : []
}

function listOf(element: Element, place: Place): Block[] {
  const nesting = place.nesting + 1
  const items = element.children.map((child) => blocksOf([child], { ...place, nesting })).filter((item) => item.length)
  if (nesting > deepestNesting) return items.flat()

  const start = Number.parseInt(element.attribs.start ?? '', 10)
  const from = start >= 0 && start < 1_000_000 ? { start } : {}
  return items.length > 0 ? [{ kind: 'list', ordered: element.name === 'ol', ...from, items }] : []
}

function quoteOf(element: Element, place: Place): Block[] {
  const nesting = place.nesting + 1
  const blocks = blocksOf(element.children, { ...place, nesting })
  return nesting > deepestNesting || blocks.length === 0 ? blocks : [{ kind: 'quote', blocks }]
}

function runsOf(node: Node, place: Place): Run[] {
  if (isText(node)) return [textRun(node.data, place)]
  if (!isElement(node) || skipped.has(node.name)) return []
  if (place.depth >= deepest) return [textRun(allTextOf(node), place)]
  if (node.name === 'br') return [{ text: '\n' }]
  if (node.name === 'img') return [textRun(node.attribs.alt ?? '', place)]

  const style = { ...place.style, ...styleOf(node) }
  const runs = node.children.flatMap((child) => runsOf(child, inside({ ...place, style })))
  return isBlock(node) ? [{ text: '\n' }, ...runs, { text: '\n' }] : runs
}

function textRun(text: string, { style, preformatted }: Place): Run {
  return preformatted ? { ...style, code: true, text } : { ...style, text: text.replace(/[ \t\r\n\f]+/g, ' ') }
}

/** All text below an element, without recursion. */
function allTextOf(element: Element): string {
  const waiting: Node[] = [element]
  const texts: string[] = []
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isText(node)) texts.push(node.data)
    else if (isElement(node)) for (const child of node.children.toReversed()) waiting.push(child)
  }
  return texts.join('')
}

function styleOf({ name, attribs }: Element): Omit<Run, 'text'> {
  if (name === 'strong' || name === 'b') return { bold: true }
  if (name === 'em' || name === 'i') return { italic: true }
  if (name === 'code') return { code: true }
  return name === 'a' && attribs.href ? { link: attribs.href } : {}
}

function paragraphs(line: Run[]): Block[] {
  const runs = tidy(line)
  return runs.length > 0 ? [{ kind: 'paragraph', runs }] : []
}

/** Spaces at the ends of the line, after a line break, and beside another space are not for show; nor is a third break. */
function tidy(line: Run[]): Run[] {
  const runs: Run[] = []
  for (const run of line) {
    const afterSpace = /(^|[ \n])$/.test(runs.at(-1)?.text ?? '')
    const text = afterSpace && !run.code ? run.text.replace(/^ +/, '') : run.text
    const needless = text === '\n' && runs.slice(-2).every((before) => before.text === '\n')
    if (text !== '' && !needless) runs.push({ ...run, text })
  }
  for (let last = runs.pop(); last; last = runs.pop()) {
    const text = last.text.trimEnd()
    if (text !== '') return [...runs, { ...last, text }]
  }
  return []
}

function inside(place: Place): Place {
  return { ...place, depth: place.depth + 1 }
}

function isText(node: Node): node is Text {
  return node.nodeType === 3
}

function isElement(node: Node): node is Element {
  return 'attribs' in node
}

function isBlock(node: Node): node is Element {
  return isElement(node) && !inline.has(node.name) && !skipped.has(node.name)
}

const levels: Record<string, 3 | 4 | 5> = { h1: 3, h2: 3, h3: 3, h4: 4, h5: 5, h6: 5 }
const skipped = new Set(['script', 'style', 'template', 'title'])
const inline = new Set(
  'a abbr b bdi bdo br cite code del em i img ins kbd mark q s small span strong sub sup u'.split(' '),
)
