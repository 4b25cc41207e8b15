import type { Kysely } from 'kysely'
import { viewerOf } from '../../src/modules/communities/index.ts'
import { listPeople } from '../../src/modules/search/people.ts'
import { listSuggestions } from '../../src/modules/search/suggestions.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { openDb, sql, type Tables } from '../../src/platform/db.ts'
import { findSpelling, search, type Wish } from '../../src/platform/search.ts'
import type { Viewer } from '../../src/platform/viewer.ts'
import { say } from './ends.ts'
import { findOfThree } from './size.ts'
import { openSizes } from './sizes.ts'
import { loadNote } from './usage.ts'

const ROUNDS = 40

type Ground = { db: Kysely<Tables>; viewer: Viewer; stranger: Viewer; words: Words }
/** Words by how often they occur in what the reader may find, a name, and where she is. */
export type Words = { common: string[]; rare: string[]; rooms: number[]; author: number; name: string; from: Date }
type Case = [name: string, once: (ground: Ground, nth: number) => Promise<unknown>]

const find =
  (wish: (words: Words, nth: number) => Wish): Case[1] =>
  ({ db, viewer, words }, nth) =>
    search(db, viewer, wish(words, nth))
const at = (words: string[], nth: number) => words[nth % words.length] as string

const cases: Case[] = [
  ['a common word', find(({ common }, nth) => ({ text: at(common, nth) }))],
  ['its second page', secondPage],
  ['two common words', find(({ common }, nth) => ({ text: `${at(common, nth)} ${at(common, nth + 1)}` }))],
  ['a rare word', find(({ rare }, nth) => ({ text: at(rare, nth) }))],
  ['a common and a rare word', find(({ common, rare }, nth) => ({ text: `${at(common, nth)} ${at(rare, nth)}` }))],
  [
    'a common word of one community',
    find(({ common, rooms }, nth) => ({ text: at(common, nth), rooms: [rooms[0] as number] })),
  ],
  ['a common word of one person', find(({ common, author }, nth) => ({ text: at(common, nth), author_ids: [author] }))],
  ['a common word of the last 30 days', find(({ common, from }, nth) => ({ text: at(common, nth), from }))],
  [
    'a common word, by who is not signed in',
    ({ db, stranger, words }, nth) => search(db, stranger, { text: at(words.common, nth) }),
  ],
  ['a word that does not occur', find((_, nth) => ({ text: `zzyzx${nth}` }))],
  [
    'a misspelt word: what was meant',
    ({ db, viewer, words }, nth) => findSpelling(db, viewer, misspelt(at(words.common, nth))),
  ],
  [
    'a misspelt rare word: what was meant',
    ({ db, viewer, words }, nth) => findSpelling(db, viewer, misspelt(at(words.rare, nth))),
  ],
  [
    'suggestions for a common beginning',
    ({ db, viewer, words }, nth) => listSuggestions(db, viewer, at(words.common, nth).slice(0, 3)),
  ],
  [
    'suggestions for a name',
    ({ db, viewer, words }, nth) => listSuggestions(db, viewer, words.name.slice(0, 3 + (nth % 3))),
  ],
  ['people by name', ({ db, viewer, words }) => listPeople(db, viewer, words.name, 3)],
  ['people by a word of most offices', ({ db, viewer }) => listPeople(db, viewer, 'office', 3)],
]

/** What a member of three of 25 communities waits for, at three sizes of the network; the database's part, without the page. */
export async function benchSearch(): Promise<string[]> {
  loadConfig({ COPSE_SECRET: 'a secret for the bench, of no use to anybody' })
  const { sized } = await openSizes()
  const columns: Column[] = []
  for (const { posts, url } of sized) {
    const db = openDb(url)
    columns.push({ posts, measured: await measureAll(db).finally(() => db.destroy()) })
    say(`${posts.toLocaleString('en')} posts: searched`)
  }
  return report(columns)
}

type Measured = { p50: number; p95: number }
type Column = { posts: number; measured: Map<string, Measured> }

async function measureAll(db: Kysely<Tables>) {
  const viewer = (await viewerOf(db, await findOfThree(db), 'page')) as Viewer
  const stranger: Viewer = { door: 'page', person: null, memberships: [], roles: [], session_id: null }
  const ground = { db, viewer, stranger, words: await listWords(db, viewer) }
  const measured = new Map<string, Measured>()
  for (const [name, once] of cases) measured.set(name, await measure((nth) => once(ground, nth)))
  return measured
}

async function measure(once: (nth: number) => Promise<unknown>): Promise<Measured> {
  for (let nth = 0; nth < 5; nth++) await once(nth)
  const times: number[] = []
  for (let nth = 0; nth < ROUNDS; nth++) {
    const from = performance.now()
    await once(nth)
    times.push(performance.now() - from)
  }
  times.sort((one, other) => one - other)
  const part = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { p50: part(0.5), p95: part(0.95) }
}

async function secondPage({ db, viewer, words }: Ground, nth: number) {
  const { older } = await search(db, viewer, { text: at(words.common, nth) })
  return search(db, viewer, { text: at(words.common, nth) }, older ?? undefined)
}

/** The commonest words of the language, and words of a few posts, five to ten, some of which the reader may find. */
export async function listWords(db: Kysely<Tables>, viewer: Viewer): Promise<Words> {
  const { rows } = await sql<{
    common: string[]
    rare: string[]
    rooms: number[]
    author: number
    name: string
    from: Date
  }>`
    with mine as (select array(select readable_rooms(${viewer.person?.id ?? null}::bigint)) as rooms)
    select array(select word from (select unnest(most_common_elems::text::text[]) as word, unnest(most_common_elem_freqs) as part from pg_stats
        where tablename = 'search_entry' and attname = 'words') each where word ~ '^[a-z]{5,}$' order by part desc limit 20) as common,
      array(select word from (select distinct (regexp_match(body, '([a-z]+)$'))[1] as word from (select body from search_entry
          join post on post.id = subject_id where kind = 'post' and room_id = any(mine.rooms) order by search_entry.at desc limit 600) newest) each
        where (select count(*) from (select from search_entry where words @@ plainto_tsquery('simple', word) limit 11) found) between 5 and 10
        order by word limit 20) as rare,
      mine.rooms, (select person_id from membership join room using (community_id) where room.id = mine.rooms[1] order by 1 limit 1) as author,
      (select name from person join membership on person.id = person_id where community_id = ${viewer.memberships[0]?.community_id ?? 0} order by person.id limit 1) as name,
      app_now() - interval '30 days' as from
    from mine`.execute(db)
  return rows[0] as Words
}

/** Its third letter doubled and its last one left out. */
export function misspelt(word: string): string {
  return `${word.slice(0, 3)}${word.slice(2, -1)}`
}

function report(columns: Column[]): string[] {
  const first = columns[0] as Column
  const last = columns.at(-1) as Column
  const cell = ({ measured }: Column, name: string) => {
    const { p50, p95 } = measured.get(name) as Measured
    return `${p50.toFixed(1)} / ${p95.toFixed(1)}`
  }
  const ratio = (name: string) =>
    ((last.measured.get(name)?.p50 ?? 0) / (first.measured.get(name)?.p50 ?? 1)).toFixed(1)
  return [
    `Milliseconds (p50 / p95 of ${ROUNDS}) for a member of three of 25 communities, with rooms she may not read among them.`,
    '',
    `| | ${columns.map(({ posts }) => `${posts.toLocaleString('en')} posts`).join(' | ')} | growth of p50 |`,
    `| --- | ${columns.map(() => '---:').join(' | ')} | ---: |`,
    ...cases.map(
      ([name]) => `| ${name} | ${columns.map((column) => cell(column, name)).join(' | ')} | ${ratio(name)}× |`,
    ),
    '',
    `Aims: a search at 1,000,000 posts at most 100 ms (p95), what was meant 50 ms, suggestions 30 ms. ${loadNote()}`,
  ]
}
