import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '../../src/platform/db.ts'
import type { Actor, World } from '../world.ts'
import { type Ground, ripen } from './ground.ts'
import type { Crawl } from './look.ts'
import { tryPasskey } from './passkey-case.ts'
import { queryLife } from './query-life.ts'
import { openStream } from './streams.ts'
import { withdrawalCases } from './withdrawal-cases.ts'
import { newWord } from './words.ts'

/** A word that its reader sees, and how her right to see it goes. */
export type Withdrawal = {
  reader: Actor
  /** Makes something with this word in it, and says on which pages it stands; the first is that of the thing. */
  lay: (word: string) => Promise<string[]>
  end: () => Promise<unknown>
  /** Puts back what others need. */
  heal?: () => Promise<unknown>
  /** Nobody gets a letter with it. */
  byPageOnly?: boolean
  /** The first page is a conversation, and what is open of it ends as well. */
  byStream?: boolean
}

/** Each with a reader of its own, so that it can be tried again. */
export type Case = { name: string; open: () => Promise<Withdrawal> }

/** How many were tried, how many open streams had to end with them, and the slowest of these in milliseconds. */
export type Withdrawn = { count: number; streams: number; slowest: number }

/** Rights that end between two requests, and between the writing of a letter and its sending. */
export async function tryWithdrawals(world: World, ground: Ground, crawl: Crawl): Promise<Withdrawn> {
  const cases = withdrawalCases(world, ground)
  const took: number[] = []
  for (const one of cases) took.push(...(await tryWithdrawal(world, one, crawl)))
  await tryPasskey(world, ground.pia, crawl)
  return { count: cases.length + 1, streams: took.length, slowest: Math.max(0, ...took) }
}

/** A right that was withdrawn ends open streams within a second; a machine with other work is not slow in this. */
const SOON_MS = 1000
const SLACK_MS = 1500

/** Gives how long the open stream of its reader went on. */
export async function tryWithdrawal(world: World, { name, open }: Case, crawl: Crawl): Promise<number[]> {
  const { reader, lay, end, heal, byPageOnly, byStream } = await open()
  const word = newWord()
  const note = (what: string, where: string) =>
    crawl.findings.push({ what: `withdrawn right: ${what}`, where, who: name, column: '' })
  const paths = [...(await lay(word)), `/search?q=${word}`, `/search/suggestions?q=${word.slice(0, -1)}`]
  const seen = () => listSeen(world, reader, { paths, word }, crawl)
  if (!(await seen()).includes(paths[0] ?? '')) note('it was not seen before', paths[0] ?? '')
  const letters = await sendAgain(world, reader, word)
  if (letters === 0 && !byPageOnly) note('no letter waited', 'mail')
  const last = await countLetters(world)
  const stream = byStream ? await openNews(world, reader, paths[0] ?? '') : undefined
  if (stream && !stream.isOpen) note('no stream was open', paths[0] ?? '')

  await end()
  const endedAt = performance.now()
  for (const path of await seen()) note('still seen', path)
  const took = stream ? await waitForEnd(stream, endedAt) : undefined
  if (took !== undefined && took > SOON_MS + SLACK_MS) note('its stream went on', paths[0] ?? '')
  await world.work()
  if (await isMailed(world, reader, word, last)) note('still mailed', 'mail')
  await heal?.()
  return took === undefined ? [] : [took]
}

type Sought = { paths: string[]; word: string }

async function listSeen(world: World, reader: Actor, { paths, word }: Sought, crawl: Crawl): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    crawl.requests++
    const text = await (await world.request(reader, path, { redirect: 'manual' })).text()
    if (shows(text, word)) found.push(path)
  }
  return found
}

/** What was asked stands on a page of search in any case; the words around it do not. */
function shows(html: string, word: string): boolean {
  return new RegExp(`(Of|is|file|Lea) ${word}|${word}(\\.txt|@)`).test(html.replace(/<[^>]+>/g, ''))
}

function openNews(world: World, reader: Actor, talk: string) {
  return openStream(() => world.request(reader, `/threads/${talk.split('/').at(-1)}/news?after=0&seen=`))
}

async function waitForEnd(stream: Awaited<ReturnType<typeof openStream>>, from: number): Promise<number> {
  while (!stream.endedAt() && performance.now() - from < SOON_MS + SLACK_MS) await pause(10)
  stream.close()
  return Math.max(0, (stream.endedAt() || Number.POSITIVE_INFINITY) - from)
}

/** Her letters with this word wait once more, as if the mail server had been away. */
async function sendAgain({ db }: World, { id }: Actor, word: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update outbox set state = 'waiting', sent_at = null, attempts = 0, send_after = app_now() where person_id = ${id}
      and id in (select outbox_id from mailbox where position(${word} in text) > 0)`.execute(db)
  return Number(numAffectedRows ?? 0)
}

async function countLetters({ db }: World): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from mailbox`.execute(db)
  return Number(rows[0]?.id ?? 0)
}

async function isMailed({ db }: World, { address }: Actor, word: string, after: number): Promise<boolean> {
  const { rows } = await sql`
    select id from mailbox where id > ${after} and to_address = ${address}
      and position(${word} in text || subject || convert_from(raw, 'UTF8')) > 0`.execute(db)
  return rows.length > 0
}

/** A talk of one who is there, with this word in it, distributed and mailed. */
export async function talkWith(world: World, by: Actor, word: string, title = `Of ${word}`): Promise<string> {
  const { press } = queryLife(world, 'north', by)
  const list = '/communities/north/talk'
  const files = new File([`In a file ${word}.`], `${word}.txt`, { type: 'text/plain' })
  const talk = await press(by, list, list, { title, body: `It is ${word}.`, files })
  await ripen(world)
  return talk.split(/[?#]/)[0] ?? ''
}
