import { setTimeout as pause } from 'node:timers/promises'
import { findLeaks } from './expected.ts'
import type { Asked } from './look.ts'
import { type Crawler, type Keys, lookerOf } from './routes.ts'

/** As many as one person may have open; longer than the round in which they are told. */
const AT_ONCE = 6
const LISTENS_MS = 1200

/** The open page of every thread, as everybody at once: what it tells, and to whom it is opened at all. */
export async function crawlStreams(asked: Asked, crawlers: Crawler[], { thread }: Keys) {
  for (let from = 0; from < thread.length; from += AT_ONCE) {
    const some = thread.slice(from, from + AT_ONCE)
    await Promise.all(crawlers.flatMap((crawler) => some.map((key) => listen(asked, crawler, key))))
  }
}

async function listen({ world, expected, crawl }: Asked, crawler: Crawler, key: string) {
  const address = `/threads/${key}/news?after=0&seen=`
  crawl.requests++
  const { told, close } = await openStream(() => world.request(crawler.actor, address, { redirect: 'manual' }))
  await pause(LISTENS_MS)
  close()
  for (const { word, canary } of findLeaks(expected, told(), lookerOf(crawler), address)) {
    const column = [...canary.columns].join(' ')
    crawl.findings.push({ what: `leak of ${word}`, where: `GET ${address}`, who: crawler.name, column })
  }
  for (const [word, canary] of expected.canaries)
    if (told().includes(word)) for (const column of canary.columns) crawl.reached.add(column)
}

/** What an answer that goes on has told so far, and when it ended. */
export async function openStream(ask: () => Response | Promise<Response>) {
  const answer = await ask()
  let [text, endedAt] = ['', 0]
  const lines = isStream(answer) ? answer.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined
  void (async () => {
    for (let part = await lines?.read(); part && !part.done; part = await lines?.read()) text += part.value
    endedAt = performance.now()
  })()
  const close = () => void lines?.cancel().catch(() => {})
  return { isOpen: lines !== undefined, told: () => text, endedAt: () => endedAt, close }
}

const isStream = (answer: Response) => answer.headers.get('content-type') === 'text/event-stream'
