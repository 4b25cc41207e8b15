import { setTimeout as pause } from 'node:timers/promises'
import type { Actor, World } from '../../../../test/world.ts'

type Told = { words: string; href: string }

/** The open page of a reader: what it was told so far, and when it ended. */
export async function openNews(world: World, reader: Actor, at: string) {
  const told: Told[] = []
  const answer = await world.request(reader, at)
  const page = { status: answer.status, told, endedAt: 0, close: () => {} }
  if (answer.headers.get('content-type') !== 'text/event-stream') return page
  const lines = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  page.close = () => void lines?.cancel()
  void (async () => {
    for (let part = await lines?.read(); part && !part.done; part = await lines?.read())
      for (const [, data] of part.value.matchAll(/^data: (.*)$/gm)) told.push(JSON.parse(data ?? ''))
    page.endedAt = Date.now()
  })()
  return page
}

/** As the script does: the address stands on the page of the thread. */
export async function openPage(world: World, reader: Actor, threadPath: string) {
  const [, src = ''] = /<copse-news[^>]* src="([^"]+)"/.exec(await world.page(reader, threadPath)) ?? []
  return openNews(world, reader, src.replaceAll('&amp;', '&'))
}

/** Waits for what comes by itself; whether it came. */
export async function until(holds: () => boolean, ms: number) {
  const last = Date.now() + ms
  while (!holds() && Date.now() < last) await pause(20)
  return holds()
}
