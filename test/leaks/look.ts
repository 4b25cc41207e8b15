import { sql } from '../../src/platform/db.ts'
import type { World } from '../world.ts'
import { type Canaries, openTags } from './canaries.ts'
import { wordsWithin } from './documents.ts'
import { type Expected, findLeaks, seenIn } from './expected.ts'
import { type Crawler, lookerOf } from './routes.ts'

export type Finding = { what: string; where: string; who: string; column: string }
export type Crawl = {
  requests: number
  findings: Finding[]
  /** Columns whose canary was seen by somebody who may: what the harness could have caught. */
  reached: Set<string>
}

export function openCrawl(): Crawl {
  return { requests: 0, findings: [], reached: new Set() }
}

export type Asked = { world: World; expected: Expected; crawl: Crawl }

/** One request as this crawler, and every canary in the answer that she may not see. */
export async function look(
  { world, expected, crawl }: Asked,
  crawler: Crawler,
  address: string,
  init: RequestInit = {},
) {
  const { canaries } = expected
  const answer = await world.request(crawler.actor, address, { redirect: 'manual', ...init })
  const type = answer.headers.get('content-type') ?? ''
  const text = await textOf(answer, type)
  const whole = `${[...answer.headers].map((pair) => pair.join(': ')).join('\n')}\n${text}`
  const where = `${init.method ?? 'GET'} ${address}`
  crawl.requests++
  const own = address.startsWith('/mailbox') ? await lettersOf(world, crawler) : ''
  const said = `${address} ${init.body ?? ''} ${own}`
  for (const { word, canary } of findLeaks(expected, whole, lookerOf(crawler), said)) {
    crawl.findings.push({ what: `leak of ${word}`, where, who: crawler.name, column: [...canary.columns].join(' ') })
  }
  for (const { canary } of seenIn(canaries, whole)) for (const column of canary.columns) crawl.reached.add(column)
  if (type.includes('html'))
    for (const word of openTags(text)) crawl.findings.push(unescaped(canaries, word, where, crawler))
  if (answer.status >= 500)
    crawl.findings.push({ what: `fault ${answer.status}`, where, who: crawler.name, column: '' })
  return { status: answer.status, text, type, location: answer.headers.get('location') ?? '' }
}

/** An answer that goes on is read until it says something, and closed. */
async function textOf(answer: Response, type: string): Promise<string> {
  if (type.startsWith('text/') && !type.includes('event-stream')) return answer.text()
  if (!type.includes('event-stream')) return wordsWithin(Buffer.from(await answer.arrayBuffer()), type)
  const reader = answer.body?.getReader()
  const { value } = (await reader?.read()) ?? {}
  await reader?.cancel()
  return new TextDecoder().decode(value)
}

/** Her letters are hers, also those that came before she left; `readMails` asks what may stand in them. */
async function lettersOf({ db }: World, { actor }: Crawler): Promise<string> {
  const { rows } = await sql<{ words: string }>`
    select to_address || ' ' || subject || ' ' || convert_from(raw, 'UTF8') as words from mailbox where to_address = ${actor?.address ?? ''}`.execute(
    db,
  )
  return rows.map(({ words }) => words.replace(/=\r?\n/g, '')).join('\n')
}

function unescaped(canaries: Canaries, word: string, where: string, { name }: Crawler): Finding {
  return { what: 'missing escape', where, who: name, column: [...(canaries.get(word)?.columns ?? [])].join(' ') }
}
