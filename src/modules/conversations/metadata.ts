/**
 * The same picture without anything that could tell who made it, where and with what; null for a type that cannot be
 * cleaned with certainty.
 */
export function withoutMetadata(content: Buffer, type: string): Buffer | null {
  if (type === 'text/plain') return content
  if (type === 'image/jpeg') return cleanJpeg(content)
  if (type === 'image/png') return cleanPng(content)
  return null
}

const PNG_HEAD = 8
const keptChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'])

/** Chunk by chunk: length, name, bytes, checksum; what follows the end is left behind. */
function cleanPng(content: Buffer): Buffer | null {
  const parts = [content.subarray(0, PNG_HEAD)]
  for (let at = PNG_HEAD; at + 12 <= content.length; ) {
    const end = at + 12 + content.readUInt32BE(at)
    const name = content.toString('latin1', at + 4, at + 8)
    if (end > content.length) return null
    if (keptChunks.has(name)) parts.push(content.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(parts)
    at = end
  }
  return null
}

const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9
const COMMENT = 0xfe

/** Segment by segment; the compressed picture between them is copied as it is, up to its end. */
function cleanJpeg(content: Buffer): Buffer | null {
  const parts = [content.subarray(0, 2)]
  for (let at = 2; at + 4 <= content.length + 2; ) {
    const marker = content[at + 1] ?? 0
    if (content[at] !== 0xff) return null
    if (marker === END_OF_IMAGE) return Buffer.concat([...parts, content.subarray(at, at + 2)])
    if (at + 4 > content.length) return null
    const end = endOfSegment(content, at, marker)
    if (end > content.length) return null
    if (!isTelling(marker)) parts.push(content.subarray(at, end))
    at = end
  }
  return null
}

function endOfSegment(content: Buffer, at: number, marker: number): number {
  const end = at + 2 + content.readUInt16BE(at + 2)
  return marker === START_OF_SCAN ? endOfScan(content, end) : end
}

/** In compressed data 0xff is followed by 0 or a restart mark; anything else begins the next segment. */
function endOfScan(content: Buffer, from: number): number {
  for (let at = content.indexOf(0xff, from); at >= 0; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return content.length + 1
}

/** Comments and application segments, save the frame (0) and the colours (14) that decoders need. */
function isTelling(marker: number): boolean {
  return marker === COMMENT || (marker > 0xe0 && marker <= 0xef && marker !== 0xee)
}
