import type { Id } from './db.ts'
import { Refused } from './errors.ts'
import { t } from './i18n.ts'

/** An answer that goes on: what is told in it reaches an open page. Kept by this process alone; a page asks again. */
export type Stream = { response: Response; tell: (told: unknown) => void; end: () => void }

type Open = { person_id: Id; breathe: () => void; end: () => void }

const open = new Set<Open>()
const MOST_EACH = 6
const MOST = 2000
const BREATH_MS = 20_000
/** A page that is not read any more: what it was told lies in the line. */
const MOST_UNREAD = 100

/** Server-sent events; `ended` is called once, whoever ends it. */
export function openStream(person_id: Id, ended: () => void): Stream {
  refuseMany(person_id)
  const encoder = new TextEncoder()
  let line: ReadableStreamDefaultController<Uint8Array>
  const end = () => {
    if (!open.delete(one)) return
    ended()
    closeLine(line)
  }
  const write = (text: string) => {
    if (!open.has(one)) return
    if ((line.desiredSize ?? 0) < -MOST_UNREAD) return end()
    line.enqueue(encoder.encode(text))
  }
  const one: Open = { person_id, breathe: () => write(':\n\n'), end }
  open.add(one)
  const body = new ReadableStream<Uint8Array>({ start: (control) => begin(control), cancel: end })
  function begin(control: typeof line) {
    line = control
    write('retry: 5000\n\n')
  }
  keepBreathing()
  return { response: new Response(body, { headers }), tell: (told) => write(`data: ${JSON.stringify(told)}\n\n`), end }
}

/** Its connection serves nothing after it, so that a program that stops does not wait for one that is kept. */
const headers = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
  Connection: 'close',
}

function refuseMany(person_id: Id) {
  const hers = [...open].filter((one) => one.person_id === person_id)
  if (open.size < MOST && hers.length < MOST_EACH) return
  throw new Refused(t('Many pages are open already: this one does not say what is new. Load it again to see it.'))
}

/** Whoever went away has closed it already. */
function closeLine(line: ReadableStreamDefaultController) {
  try {
    line.close()
  } catch {}
}

let breathing: ReturnType<typeof setInterval> | undefined

/** Now and then a sign of life, so that nothing between here and the page takes it for dead. */
function keepBreathing() {
  breathing ??= setInterval(() => {
    for (const one of [...open]) one.breathe()
    if (open.size > 0) return
    clearInterval(breathing)
    breathing = undefined
  }, BREATH_MS).unref()
}

/** Before the program stops: a server waits for every answer that goes on. */
export function endStreams() {
  for (const one of [...open]) one.end()
}
