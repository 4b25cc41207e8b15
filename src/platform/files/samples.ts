import { crc32, deflateRawSync } from 'node:zlib'

/** Files as people and as those who mean harm would send them; for tests. */
export const samples = {
  docx: (...paragraphs: string[]) =>
    zip({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': `<?xml version="1.0"?><w:document><w:body>${paragraphs.map((words) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
    }),
  xlsx: (...cells: string[]) =>
    zip({
      'xl/workbook.xml': '<workbook/>',
      'xl/sharedStrings.xml': `<sst>${cells.map((words) => `<si><t>${words}</t></si>`).join('')}</sst>`,
    }),
  pptx: (...slides: string[]) =>
    zip({
      'ppt/presentation.xml': '<p:presentation/>',
      ...Object.fromEntries(
        slides.map((words, i) => [
          `ppt/slides/slide${i + 1}.xml`,
          `<p:sld><a:p><a:r><a:t>${words}</a:t></a:r></a:p></p:sld>`,
        ]),
      ),
    }),
  odt: (...paragraphs: string[]) =>
    zip({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<office:body>${paragraphs.map((words) => `<text:p>${words}</text:p>`).join('')}</office:body>`,
    }),
  pdf: (words: string) =>
    pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      stream(`BT /F1 12 Tf 72 700 Td (${words}) Tj ET`),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ]),
}

export const bombs = {
  /** One part of three gigabytes, of a length that is told as it is. */
  hugePart: () => zip({ 'word/document.xml': zeros(3_000_000_000) }),
  /** The same, with a length that is told as small. */
  lyingPart: () => zip({ 'word/document.xml': { ...zeros(400_000_000), size: 1000 } }),
  /** An archive of archives of archives. */
  nested: () => {
    let inner = zip({ zeros: zeros(100_000_000) })
    for (let depth = 0; depth < 5; depth++) {
      const layer = inner
      inner = zip(Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`${i}.zip`, layer])))
    }
    return inner
  },
  manyParts: () => zip(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`word/${i}.xml`, '']))),
  /** A billion laughs. */
  entities: () => {
    const lines = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)
    const declared = `<!DOCTYPE w:document [<!ENTITY l0 "laugh">${lines.join('')}]>`
    return zip({ 'word/document.xml': `${declared}<w:document><w:p><w:t>&l9;</w:t></w:p></w:document>` })
  },
  /** One attribute of 150 megabytes, which a parser would hold whole. */
  attribute: () => zip({ 'word/document.xml': between('<w:document a="', 150_000_000, '"/>') }),
  /** A page whose content takes itself in, twice as often each time. */
  endlessPdf: () =>
    pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${'3 0 R '.repeat(2_000)}] /Count 2000 >>`,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> /Font << /F1 6 0 R >> >> >>',
      stream('/X Do '.repeat(50_000)),
      `<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 6 0 R >> >> ${stream(`BT /F1 1 Tf ${'(laugh) Tj '.repeat(2_000)} ET`).slice(3)}`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ]),
  /** A stream that unpacks to a gigabyte. */
  inflatedPdf: () => {
    const packed = Buffer.concat([Buffer.from([0x78, 0x9c]), zeros(1_000_000_000).packed])
    return pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>',
      Buffer.concat([
        Buffer.from(`<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
        packed,
        Buffer.from('\nendstream'),
      ]),
    ])
  },
}

type Part = string | Buffer | { packed: Buffer; size: number; crc: number }

/** A package with these parts, each packed; what is packed already says itself what it unpacks to. */
export function zip(parts: Record<string, Part>): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, part] of Object.entries(parts)) {
    const { packed, size, crc } = typeof part === 'object' && 'packed' in part ? part : pack(Buffer.from(part))
    const head = record([0x04034b50, 20, 0, 8, 0, 0, crc, packed.length, size, name.length, 0])
    local.push(head, Buffer.from(name), packed)
    const listed = [0x02014b50, 20, 20, 0, 8, 0, 0, crc, packed.length, size, name.length, 0, 0, 0, 0, 0, offset]
    central.push(record(listed, centralWidths), Buffer.from(name))
    offset += head.length + name.length + packed.length
  }
  const listing = Buffer.concat(central)
  const count = Object.keys(parts).length
  const many = count > 0xffff
  const end = record(
    [0x06054b50, 0, 0, many ? 0xffff : count, many ? 0xffff : count, listing.length, offset, 0],
    endWidths,
  )
  return Buffer.concat([...local, listing, ...(many ? zip64(count, listing.length, offset) : []), end])
}

const localWidths = [4, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2]
const centralWidths = [4, 2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4]
const endWidths = [4, 2, 2, 2, 2, 4, 4, 2]

function record(values: number[], widths = localWidths): Buffer {
  const bytes = Buffer.alloc(widths.reduce((sum, width) => sum + width, 0))
  let at = 0
  values.forEach((value, i) => {
    const width = widths[i] as number
    bytes.writeUIntLE(value, at, width)
    at += width
  })
  return bytes
}

/** How a package with more parts than two bytes can count says so. */
function zip64(count: number, size: number, offset: number): Buffer[] {
  const end = Buffer.alloc(56)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(45, 12)
  end.writeUInt16LE(45, 14)
  for (const at of [24, 32]) end.writeBigUInt64LE(BigInt(count), at)
  end.writeBigUInt64LE(BigInt(size), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + size), 8)
  locator.writeUInt32LE(1, 16)
  return [end, locator]
}

function pack(content: Buffer) {
  return { packed: deflateRawSync(content), size: content.length, crc: crc32(content) }
}

/** So many zeros, packed piece by piece: a block that ends on a byte can be repeated. */
function zeros(size: number) {
  const piece = Buffer.alloc(10_000_000)
  const block = deflateRawSync(piece, { finishFlush: 3 })
  const packed = Buffer.concat([...Array.from({ length: size / piece.length }, () => block), deflateRawSync('')])
  return { packed, size, crc: 0 }
}

function between(start: string, size: number, end: string) {
  const piece = Buffer.alloc(10_000_000, 'x')
  const packed = [Buffer.from(start), ...Array.from({ length: size / piece.length }, () => piece)].map((part) =>
    deflateRawSync(part, { finishFlush: 3 }),
  )
  return { packed: Buffer.concat([...packed, deflateRawSync(end)]), size: start.length + size + end.length, crc: 0 }
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
}

function pdf(objects: (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  let at = 9
  objects.forEach((object, i) => {
    places.push(at)
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')])
    parts.push(part)
    at += part.length
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF`
  return Buffer.concat([...parts, Buffer.from(end)])
}
