import type { Operand } from './content.ts'
import { type Line, linesOf } from './lines.ts'
import { must, type PdfObjects, packed, readObjects, streamOf, writeObjects } from './objects.ts'
import { rightToLeft } from './script.ts'
import { type Font, readFont, writeFont } from './spelling.ts'
import { joinSyllables, showWords } from './words.ts'

/**
 * Makes the text of scripts with joined letters come out of the file as it was typed.
 * The typesetter says the text syllable by syllable, and the first glyph of a syllable says all of it: browsers then
 * lose or add spaces and letters. Here each glyph says its own letter, and each word says itself as a whole.
 */
export function withCopiedText(pdf: Buffer): Buffer {
  const file = readObjects(pdf)
  const fonts = new Map<number, Font>()
  for (const page of pagesOf(file)) rewritePage(file, fonts, page)
  for (const font of fonts.values()) writeFont(file, font)
  return writeObjects(file)
}

function pagesOf({ objects }: PdfObjects): string[] {
  return [...objects.values()].filter((object) => /\/Type \/Page\n/.test(object))
}

function rewritePage(file: PdfObjects, fonts: Map<number, Font>, page: string) {
  const number = Number(must(/\/Contents (\d+) 0 R/.exec(page))[1])
  const content = streamOf(file, number)
  const named = new Map([...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name, at]) => [`/${name}`, Number(at)]))
  const fontNamed = (name: Operand | undefined) => fontAt(file, fonts, must(named.get(String(name))))

  const lines = linesOf(content, fontNamed)
  joinSyllables(lines)
  const rewritten = replaceLines(content, lines.filter(needsWords))
  file.objects.set(number, `${number} 0 obj\n${packed(rewritten)}\nendobj\n`)
}

function fontAt(file: PdfObjects, fonts: Map<number, Font>, number: number): Font {
  const font = fonts.get(number) ?? readFont(file, number)
  fonts.set(number, font)
  return font
}

/** Right-to-left lines stand in the file in the order of the eye, which readers turn round by themselves. */
function needsWords({ glyphs, changed }: Line): boolean {
  return changed || (glyphs.some(({ joined }) => joined) && !glyphs.some(({ text }) => rightToLeft.test(text)))
}

function replaceLines(content: string, lines: Line[]): string {
  let from = 0
  const out = lines.map((line) => {
    const before = content.slice(from, line.start)
    from = line.end
    return before + showWords(line)
  })
  return out.join('') + content.slice(from)
}
