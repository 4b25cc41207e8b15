import type { Readable } from 'node:stream'
import { Parser } from 'htmlparser2'
import yauzl from 'yauzl'
import { MOST_LETTERS, Unreadable } from './unreadable.ts'

type Package = { zip: yauzl.ZipFile; entries: Map<string, yauzl.Entry> }

const MOST_PARTS = 10_000
/** A package of 20 megabytes that unpacks to more than this was made to do harm. */
const MOST_BYTES = 200_000_000

/** The words of a text, a table or slides of an office program: a package of XML parts. */
export async function officeWords(content: Buffer): Promise<string> {
  const opened = await open(content)
  const parts = wantedParts([...opened.entries.keys()])
  let text = ''
  for (const part of parts) {
    text += `${await partWords(opened, part, MOST_LETTERS - text.length)}\n`
    if (text.length >= MOST_LETTERS) break
  }
  return text.slice(0, MOST_LETTERS)
}

function open(content: Buffer): Promise<Package> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(content, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) return reject(new Unreadable('broken'))
      if (zip.entryCount > MOST_PARTS) return reject(new Unreadable('too_many_parts'))
      list(zip).then((entries) => resolve({ zip, entries }), reject)
    })
  })
}

function list(zip: yauzl.ZipFile): Promise<Package['entries']> {
  return new Promise((resolve, reject) => {
    const entries: Package['entries'] = new Map()
    let bytes = 0
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry)
      bytes += entry.uncompressedSize
      if (entry.isEncrypted()) return reject(new Unreadable('locked'))
      if (bytes > MOST_BYTES) return reject(new Unreadable('too_large'))
      if (entries.size > MOST_PARTS) return reject(new Unreadable('too_many_parts'))
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', () => reject(new Unreadable('broken')))
    zip.readEntry()
  })
}

/** A package that is no office file is an archive, and those are not opened. */
function wantedParts(names: string[]): string[] {
  const wanted = kinds.find(({ mark }) => names.some((name) => mark.test(name)))
  if (!wanted) throw new Unreadable('archive')
  const number = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0)
  const parts = names.filter((name) => wanted.parts.test(name))
  return parts.sort((one, other) => number(one) - number(other))
}

const kinds = [
  { mark: /^word\/document\.xml$/, parts: /^word\/(document|footnotes|endnotes)\.xml$/ },
  { mark: /^ppt\/presentation\.xml$/, parts: /^ppt\/(slides|notesSlides)\/\w+\.xml$/ },
  { mark: /^xl\/workbook\.xml$/, parts: /^xl\/(sharedStrings|worksheets\/\w+)\.xml$/ },
  { mark: /^content\.xml$/, parts: /^content\.xml$/ },
]

async function partWords({ zip, entries }: Package, name: string, most: number): Promise<string> {
  const stream = await openPart(zip, entries.get(name) as yauzl.Entry)
  const gathering = gather()
  for await (const chunk of stream.setEncoding('utf8')) {
    gathering.parser.write(chunk as string)
    if (gathering.words().length > most) break
  }
  return gathering.words()
}

function openPart(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(new Unreadable('broken')) : resolve(stream))),
  )
}

/** Where words stand, in Word, PowerPoint, Excel and the open formats; what was struck out is not among them. */
const WORDS = new Set(['w:t', 'a:t', 't', 'text:p', 'text:h'])
const LINES = new Set(['w:p', 'a:p', 'si', 'is', 'text:p', 'text:h', 'w:br', 'text:line-break'])
const GAPS = new Set(['w:tab', 'text:tab', 'text:s', 'table:table-cell', 'w:tc'])
const STRUCK = new Set(['w:del', 'text:tracked-changes', 'office:annotation'])

function gather() {
  let text = ''
  let inWords = 0
  let struck = 0
  const parser = new Parser(
    {
      // Such parts have no declarations; whoever adds one wants entities to grow.
      onprocessinginstruction: (name) => {
        if (name.toLowerCase().startsWith('!')) throw new Unreadable('broken')
      },
      onopentagname: (name) => {
        if (STRUCK.has(name)) struck++
        if (WORDS.has(name)) inWords++
        if (GAPS.has(name)) text += ' '
      },
      ontext: (words) => {
        if (inWords > 0 && struck === 0) text += words
      },
      onclosetag: (name) => {
        if (STRUCK.has(name)) struck--
        if (WORDS.has(name)) inWords--
        if (LINES.has(name)) text += '\n'
      },
    },
    { xmlMode: true },
  )
  return { parser, words: () => text }
}
