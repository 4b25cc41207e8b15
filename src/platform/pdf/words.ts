import { type Glyph, type Line, widthOf } from './lines.ts'
import { spellOut, toUtf16Hex } from './spelling.ts'

/** A mark at another height begins a new line for the typesetter; here it and what follows come back to the first. */
export function joinSyllables(lines: Line[]) {
  let last: Line | undefined
  let rejoined = false
  for (const line of lines) {
    const marks = last && writtenAlike(last, line) ? marksThatRepeat(last, line) : 0
    if (last && marks > 0 && marks === line.glyphs.length) {
      const syllable = last.glyphs.findLastIndex((glyph) => glyph.syllable)
      takeOver(last, line)
      spellOut(last.font, last.glyphs.slice(syllable), last.glyphs[syllable]?.syllable ?? '')
      rejoined = true
    } else if (last && rejoined && writtenAlike(last, line) && goesOn(last, line)) takeOver(last, line)
    else {
      last = line
      rejoined = false
    }
  }
}

function writtenAlike(last: Line, line: Line): boolean {
  return last.font === line.font && last.size === line.size && last.name === line.name && last.paint === line.paint
}

/** How many marks stand at the beginning that say the last syllable once more. */
function marksThatRepeat(last: Line, { font, glyphs }: Line): number {
  const syllable = last.glyphs.findLast((glyph) => glyph.syllable)?.syllable
  const other = glyphs.findIndex((glyph) => font.widths.get(glyph.character) || glyph.syllable !== syllable)
  return other < 0 ? glyphs.length : other
}

function goesOn(last: Line, line: Line): boolean {
  const [end] = last.glyphs.map((glyph) => glyph.x + widthOf(last, glyph.character)).sort((one, other) => other - one)
  const start = line.across - last.across + (line.glyphs[0]?.x ?? 0)
  return Math.abs(line.up - last.up) < 0.01 && Math.abs(start - (end ?? 0)) < last.size / 4
}

function takeOver(last: Line, line: Line) {
  for (const glyph of line.glyphs.splice(0))
    last.glyphs.push({ ...glyph, x: glyph.x + line.across - last.across, y: glyph.y + last.up - line.up })
  line.changed = true
  last.changed = true
}

export function showWords(line: Line): string {
  const words: Glyph[][] = []
  for (const glyph of line.glyphs) {
    const word = words.at(-1)
    if (word && word.at(-1)?.text !== ' ') word.push(glyph)
    else words.push([glyph])
  }
  return `\n0 Tr\n${line.name} ${line.size} Tf\n${words.map((word) => showWord(line, word)).join('')}`
}

/** A word ends with its space: where a mark stands last, readers would take its place for the end of the word. */
function showWord(line: Line, word: Glyph[]): string {
  const { x = 0, y = 0 } = word[0] ?? {}
  const text = `1 0 0 -1 ${x.toFixed(4)} ${y.toFixed(4)} Tm\n${showGlyphs(line, word)}`
  if (!word.some(({ joined }) => joined)) return text
  return `/Span << /ActualText <FEFF${toUtf16Hex(word.map((glyph) => glyph.text).join(''))}> >> BDC\n${text}EMC\n`
}

function showGlyphs(line: Line, word: Glyph[]): string {
  const { x: start = 0, y: base = 0 } = word[0] ?? {}
  let [end, height] = [start, base]
  const shown = word.map((glyph) => {
    const rise = glyph.y === height ? '' : `] TJ\n${(base - glyph.y).toFixed(4)} Ts\n[`
    const step = ((end - glyph.x) / line.size) * 1000
    end = glyph.x + widthOf(line, glyph.character)
    height = glyph.y
    return `${rise}${Math.abs(step) < 0.05 ? '' : `${step.toFixed(2)} `}<${hex(glyph.character)}>`
  })
  return `[${shown.join('')}] TJ\n${height === base ? '' : '0 Ts\n'}`
}

function hex(character: number): string {
  return character.toString(16).padStart(4, '0')
}
