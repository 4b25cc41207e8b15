import { sql } from '../../src/platform/db.ts'
import type { Actor, World } from '../world.ts'
import type { Crawl } from './crawl.ts'
import type { Ground } from './ground.ts'
import { ripen } from './ground.ts'
import { queryLife } from './query-life.ts'
import { withdrawalCases } from './withdrawal-cases.ts'
import { newWord } from './words.ts'

/** A word that its reader sees, and how her right to see it goes. */
export type Withdrawal = {
  name: string
  reader: Actor
  /** Makes something with this word in it, and says on which pages it stands. */
  lay: (word: string) => Promise<string[]>
  end: () => Promise<unknown>
  /** Nobody gets a letter with it. */
  byPageOnly?: boolean
}

/** Rights that end between two requests, and between the writing of a letter and its sending. */
export async function tryWithdrawals(world: World, ground: Ground, crawl: Crawl): Promise<number> {
  const cases = withdrawalCases(world, ground)
  for (const one of cases) await tryWithdrawal(world, one, crawl)
  return cases.length
}

async function tryWithdrawal(world: World, { name, reader, lay, end, byPageOnly }: Withdrawal, crawl: Crawl) {
  const word = newWord()
  const note = (what: string, where: string) =>
    crawl.findings.push({ what: `withdrawn right: ${what}`, where, who: name, column: '' })
  const paths = [...(await lay(word)), `/search?q=${word}`, `/search/suggestions?q=${word.slice(0, -1)}`]
  const seen = async () => {
    const found: string[] = []
    for (const path of paths) {
      crawl.requests++
      const text = await (await world.request(reader, path, { redirect: 'manual' })).text()
      if (shows(text, word)) found.push(path)
    }
    return found
  }
  if (!(await seen()).includes(paths[0] ?? '')) note('it was not seen before', paths[0] ?? '')
  const letters = await sendAgain(world, reader, word)
  if (letters === 0 && !byPageOnly) note('no letter waited', 'mail')
  const last = await countLetters(world)
  await end()
  for (const path of await seen()) note('still seen', path)
  await world.work()
  if (await isMailed(world, reader, word, last)) note('still mailed', 'mail')
}

/** What was asked stands on a page of search in any case; the words around it do not. */
function shows(html: string, word: string): boolean {
  return new RegExp(`(Of|is|file|Lea) ${word}|${word}(\\.txt|@)`).test(html.replace(/<[^>]+>/g, ''))
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
