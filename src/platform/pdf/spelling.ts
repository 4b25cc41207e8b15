import type { Glyph } from './lines.ts'
import { addObject, must, type PdfObjects, packed, streamOf } from './objects.ts'

/** A font of the file: what each of its characters says and how wide it is. One glyph may get several characters. */
export type Font = {
  number: number
  descendant: number
  isTrueType: boolean
  texts: Map<number, string>
  widths: Map<number, number>
  glyphs: number[]
  spelled: Map<string, number>
}

export function readFont(file: PdfObjects, number: number): Font {
  const object = must(file.objects.get(number))
  const descendant = reference(object, 'DescendantFonts')
  const texts = readTexts(streamOf(file, reference(object, 'ToUnicode')))
  const described = must(file.objects.get(descendant))
  const isTrueType = described.includes('/CIDToGIDMap /Identity')
  const widths = readWidths(described)
  const glyphs = Array.from({ length: Math.max(...widths.keys(), ...texts.keys()) + 1 }, (_, n) => n)
  return { number, descendant, isTrueType, texts, widths, glyphs, spelled: new Map() }
}

/** Gives each glyph of a syllable its letters, in the order in which they are typed. */
export function spellOut(font: Font, glyphs: Glyph[], text: string) {
  const letters = [...text]
  glyphs.forEach((glyph, n) => {
    const own = n === glyphs.length - 1 ? letters.slice(n).join('') : (letters[n] ?? '')
    glyph.joined = glyphs.length > 1
    glyph.syllable = n === 0 ? text : ''
    glyph.text = own
    if (own !== '') glyph.character = spell(font, glyph.character, own)
  })
}

/** The character that draws the glyph of this one and says this text; only TrueType fonts can be told which. */
function spell(font: Font, character: number, text: string): number {
  if (!font.isTrueType || font.texts.get(character) === text) return character
  const key = `${character} ${text}`
  const known = font.spelled.get(key)
  if (known !== undefined) return known

  const added = font.glyphs.push(font.glyphs[character] ?? character) - 1
  font.spelled.set(key, added)
  font.texts.set(added, text)
  font.widths.set(added, font.widths.get(character) ?? 0)
  return added
}

export function writeFont(file: PdfObjects, font: Font) {
  if (font.spelled.size === 0) return
  const table = font.glyphs.map((glyph) => String.fromCharCode(glyph >> 8, glyph & 0xff)).join('')
  const widths = font.glyphs.map((_, n) => `${n} ${n} ${font.widths.get(n) ?? 0}`).join(' ')
  const descendant = must(file.objects.get(font.descendant))
    .replace('/CIDToGIDMap /Identity', `/CIDToGIDMap ${addObject(file, packed(table))} 0 R`)
    .replace(/\/W \[[^\]]*\]/, `/W [${widths}]`)
  file.objects.set(font.descendant, descendant)
  const toUnicode = `/ToUnicode ${addObject(file, packed(textTable(font.texts)))} 0 R`
  file.objects.set(font.number, must(file.objects.get(font.number)).replace(/\/ToUnicode \d+ 0 R/, toUnicode))
}

export function fromUtf16(bytes: string): string {
  return Buffer.from(bytes, 'latin1').swap16().toString('utf16le')
}

export function toUtf16Hex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()
}

function reference(object: string, name: string): number {
  return Number(must(new RegExp(`/${name} \\[?(\\d+) 0 R`).exec(object))[1])
}

function readTexts(table: string): Map<number, string> {
  const pairs = table.matchAll(/<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>\n/g)
  return new Map([...pairs].map(([, code = '', text = '']) => [Number.parseInt(code, 16), fromUtf16(fromHex(text))]))
}

function fromHex(hex: string): string {
  return Buffer.from(hex, 'hex').toString('latin1')
}

/** Triples of first, last, width, as the typesetter writes them. */
function readWidths(font: string): Map<number, number> {
  const numbers =
    must(/\/W \[([^[\]]*)\]/.exec(font))[1]
      ?.trim()
      .split(/\s+/)
      .map(Number) ?? []
  const widths = new Map<number, number>()
  for (let at = 0; at + 2 < numbers.length; at += 3) {
    const [first = 0, last = 0, width = 0] = numbers.slice(at, at + 3)
    for (let character = first; character <= last; character++) widths.set(character, width)
  }
  return widths
}

function textTable(texts: Map<number, string>): string {
  const lines = [...texts].map(([code, text]) => `<${code.toString(16).padStart(4, '0')}> <${toUtf16Hex(text)}>\n`)
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, n) => lines.slice(n * 100, (n + 1) * 100))
  return `${tableStart}${blocks.map((block) => `${block.length} beginbfchar\n${block.join('')}endbfchar\n`).join('')}${tableEnd}`
}

const tableStart = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`
const tableEnd = `endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
