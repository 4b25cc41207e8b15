import { Readable } from 'node:stream'
import type { Ctx } from '../http.ts'
import type { Range } from './keeper.ts'
import { inertTypes, openFile } from './store.ts'

/** Nobody knows in which letters a text of somebody is written, and a download need not say; nor what is no type. */
const TYPE = /^(?!text\/)[\w-]+\/[\w.+-]+$/i

type Served = { sha256: string; name: string; type: string; size: number }

/** Whatever was sent is shown as a picture at most, and can never act as a page of ours; a part of it where one is asked for. */
export async function serveFile(c: Ctx, { sha256, name, type, size }: Served) {
  const range = rangeOf(c.req.header('range'), size)
  if (range === 'outside') return c.body(null, 416, { 'Content-Range': `bytes */${size}` })
  const isInline = type.startsWith('image/') && inertTypes.has(type)
  const content = await openFile(sha256, range)
  return c.body(Readable.toWeb(content) as ReadableStream, range ? 206 : 200, {
    'Content-Type': TYPE.test(type) ? type : 'application/octet-stream',
    'Content-Length': String(range ? range.end - range.start + 1 : size),
    ...(range ? { 'Content-Range': `bytes ${range.start}-${range.end}/${size}` } : {}),
    'Accept-Ranges': 'bytes',
    'Content-Disposition': `${isInline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeRfc5987(name)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  })
}

/** One part, counted from the start or from the end; of several, or of other units, all is given. */
function rangeOf(header: string | undefined, size: number): Range | undefined | 'outside' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (!from && !to) return undefined
  const start = from ? Number(from) : Math.max(0, size - Number(to))
  const end = from && to ? Math.min(Number(to), size - 1) : size - 1
  return start > end || start >= size ? 'outside' : { start, end }
}

/** Marks that `encodeURIComponent` leaves and a header parameter must not have. */
function encodeRfc5987(name: string): string {
  return encodeURIComponent(name).replace(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}
