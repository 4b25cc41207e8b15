import { deflateSync, inflateSync } from 'node:zlib'

/** The numbered objects of a PDF file with a plain cross-reference table, one byte a character. */
export type PdfObjects = { objects: Map<number, string>; header: string; trailer: string }

export function readObjects(pdf: Buffer): PdfObjects {
  const file = pdf.toString('latin1')
  const table = Number(must(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file))[1])
  const [, entries = '', trailer = ''] = must(/^xref\n0 \d+\n([^t]*)trailer([\s\S]*)startxref/.exec(file.slice(table)))
  const starts = entries
    .split('\n')
    .map((line, number) => ({ number, at: Number.parseInt(line, 10), used: line[17] === 'n' }))
  const inOrder = starts.filter(({ used }) => used).sort((one, other) => one.at - other.at)

  const objects = inOrder.map(({ number, at }, n): [number, string] => [
    number,
    file.slice(at, inOrder[n + 1]?.at ?? table),
  ])
  return { objects: new Map(objects), header: file.slice(0, inOrder[0]?.at), trailer }
}

export function writeObjects({ objects, header, trailer }: PdfObjects): Buffer {
  let at = header.length
  const starts: number[] = []
  for (const [number, object] of objects) {
    starts[number] = at
    at += object.length
  }
  const entries = Array.from({ length: starts.length }, (_, number) => entry(starts[number]))
  const end = trailer.replace(/\/Size \d+/, `/Size ${starts.length}`)
  const table = `xref\n0 ${starts.length}\n${entries.join('')}trailer${end}startxref\n${at}\n%%EOF\n`
  return Buffer.from([header, ...objects.values(), table].join(''), 'latin1')
}

function entry(start: number | undefined): string {
  return start === undefined ? '0000000000 65535 f \n' : `${String(start).padStart(10, '0')} 00000 n \n`
}

export function addObject({ objects }: PdfObjects, body: string): number {
  const number = Math.max(...objects.keys()) + 1
  objects.set(number, `${number} 0 obj\n${body}\nendobj\n`)
  return number
}

/** A stream with its bytes packed, as the body of an object. */
export function packed(bytes: string): string {
  const data = deflateSync(Buffer.from(bytes, 'latin1')).toString('latin1')
  return `<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n${data}\nendstream`
}

/** What a stream holds, whether it is packed or not. */
export function streamOf({ objects }: PdfObjects, number: number): string {
  const [, head = '', rest = ''] = must(/^([\s\S]*?)\nstream\r?\n([\s\S]*)$/.exec(objects.get(number) ?? ''))
  const data = rest.slice(0, Number(must(/\/Length (\d+)/.exec(head))[1]))
  return head.includes('/FlateDecode') ? inflateSync(Buffer.from(data, 'latin1')).toString('latin1') : data
}

export function must<T>(found: T | null | undefined): T {
  return found ?? unexpected()
}

export function unexpected(): never {
  throw new Error('The PDF is not built as expected')
}
