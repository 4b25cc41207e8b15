import { type Operand, type Operation, operationsOf } from './content.ts'
import { must, unexpected } from './objects.ts'
import { type Font, fromUtf16, spellOut } from './spelling.ts'

/** What a page writes in one go. `start` and `end` are its place in the content; `across` and `up` that of its origin. */
export type Line = Pen & { start: number; end: number; across: number; up: number; paint: string; changed: boolean }

/** Of a syllable of several glyphs, the first one knows it whole. `joined` says that a syllable has several. */
export type Glyph = { character: number; x: number; y: number; text: string; syllable: string; joined: boolean }

type Pen = { font: Font; name: string; size: number; x: number; y: number; glyphs: Glyph[] }
type FontNamed = (name: Operand | undefined) => Font

export function linesOf(content: string, fontNamed: FontNamed): Line[] {
  const lines: Line[] = []
  let inside: Operation[] = []
  let [start, across, up, paint] = [0, 0, 0, '']
  for (const { operator, operands, start: at, end } of operationsOf(content)) {
    if (operator === 'BT') {
      start = end
      inside = []
    } else if (operator === 'cm') [across = 0, up = 0] = operands.slice(4).map(Number)
    else if (operator === 'scn') paint = operands.join(' ')
    else if (operator === 'ET') {
      const pen = readLine(inside, fontNamed)
      if (pen) lines.push({ ...pen, start, end: at, across, up, paint, changed: false })
    } else inside.push({ operator, operands, start: at, end })
  }
  return lines
}

/** Nothing where the line is written in another way than we know, which is then left as it is. */
function readLine(operations: Operation[], fontNamed: FontNamed): Pen | undefined {
  try {
    const [font, size] = must(operations.find(({ operator }) => operator === 'Tf')).operands
    const pen = { font: fontNamed(font), name: String(font), size: Number(size), x: 0, y: 0, glyphs: [] }
    readGlyphs(pen, operations)
    return pen
  } catch {
    return undefined
  }
}

function readGlyphs(pen: Pen, operations: Operation[]) {
  let said = ''
  let first = 0
  for (const operation of operations) {
    if (operation.operator === 'BDC') {
      said = textSaidBy(operation)
      first = pen.glyphs.length
    } else if (operation.operator === 'EMC') spellOut(pen.font, pen.glyphs.slice(first), said)
    else readOperation(pen, operation)
  }
}

function textSaidBy({ operands: [tag, properties] }: Operation): string {
  if (tag !== '/Span' || !Array.isArray(properties) || properties[0] !== '/ActualText') return unexpected()
  return fromUtf16(bytesOf(properties[1])).replace(/^\ufeff/, '')
}

function readOperation(pen: Pen, { operator, operands }: Operation) {
  const [operand] = operands
  if (operator === 'Tm') moveTo(pen, operands.map(Number))
  else if (operator === 'TJ' && Array.isArray(operand)) for (const item of operand) readShown(pen, item)
  else if (operator === 'Tj') readShown(pen, must(operand))
  else if (operator === 'Tf') operand === pen.name && operands[1] === pen.size ? null : unexpected()
  else if (operator !== 'Tr' || operand !== 0) unexpected()
}

function moveTo(pen: Pen, [a, b, c, d, x = 0, y = 0]: number[]) {
  if (a !== 1 || b !== 0 || c !== 0 || d !== -1) unexpected()
  pen.x = x
  pen.y = y
}

function readShown(pen: Pen, item: Operand) {
  if (typeof item === 'number') {
    pen.x -= (item / 1000) * pen.size
    return
  }
  const codes = Buffer.from(bytesOf(item), 'latin1')
  for (let at = 0; at + 1 < codes.length; at += 2) {
    const character = codes.readUInt16BE(at)
    const text = pen.font.texts.get(character) ?? ''
    pen.glyphs.push({ character, x: pen.x, y: pen.y, text, syllable: text, joined: false })
    pen.x += widthOf(pen, character)
  }
}

export function widthOf({ font, size }: Pen, character: number): number {
  return ((font.widths.get(character) ?? 0) / 1000) * size
}

function bytesOf(operand: Operand | undefined): string {
  return typeof operand === 'object' && 'bytes' in operand ? operand.bytes : unexpected()
}
