import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Kysely } from 'kysely'
import { type Id, openDb, sql, type Tables } from '../../src/platform/db.ts'
import { search } from '../../src/platform/search.ts'
import { indexForSearch } from '../../src/platform/search-entry.ts'
import { nobody } from '../../src/platform/viewer.ts'
import { freshDatabase } from '../support/database.ts'

const FOLDER = process.env.TEST_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const QUESTIONS = 300

type Asked = { question: string; paragraph: number }
type Text = { name: string; language: string; paragraphs: string[]; asked: Asked[] }
type Hits = { top1: number; top5: number; asked: number }

/** Whether a question finds its paragraph, and some words of a paragraph the paragraph, all languages in one index. */
export async function benchLanguages(): Promise<string[]> {
  const texts = readTexts(join(FOLDER, 'multilingual-text'))
  if (texts.length === 0)
    return [`No texts in several languages are at hand (looked in TEST_DATA or ../shared/data): nothing was measured.`]
  const database = await freshDatabase()
  const db = openDb(database.connection)
  try {
    return report(texts, await measureAll(db, texts))
  } finally {
    await db.destroy()
    await database.drop()
  }
}

export async function measureAll(db: Kysely<Tables>, texts: Text[]): Promise<Hits[]> {
  const room_id = await plantRoom(db)
  const firsts = []
  for (const text of texts) firsts.push(await plantText(db, room_id, text))
  await sql`analyze search_entry`.execute(db)
  const hits = []
  for (const [nth, text] of texts.entries()) hits.push(await ask(db, text, firsts[nth] as Id))
  return hits
}

export function readTexts(folder: string): Text[] {
  if (!existsSync(folder)) return []
  const xquad = readdirSync(join(folder, 'xquad')).map((name) => readQuestions(join(folder, 'xquad', name)))
  const udhr = readdirSync(join(folder, 'udhr')).map((name) => readDeclaration(join(folder, 'udhr', name)))
  return [...xquad, ...udhr]
}

type Squad = { data: { paragraphs: { context: string; qas: { question: string }[] }[] }[] }

function readQuestions(path: string): Text {
  const { data } = JSON.parse(readFileSync(path, 'utf8')) as Squad
  const all = data.flatMap(({ paragraphs }) => paragraphs)
  const asked = all.flatMap(({ qas }, paragraph) => qas.map(({ question }) => ({ question, paragraph })))
  const step = Math.max(1, Math.floor(asked.length / QUESTIONS))
  const language = /xquad\.(\w+)\.json$/.exec(path)?.[1] ?? 'en'
  return {
    ...{ name: `questions, ${language}`, language, paragraphs: all.map(({ context }) => context) },
    asked: asked.filter((_, nth) => nth % step === 0),
  }
}

/** What somebody remembers of a paragraph: three of its longer words, out of their order. */
function readDeclaration(path: string): Text {
  const html = readFileSync(path, 'utf8')
  const language = /<html[^>]* lang="([^"]+)"/.exec(html)?.[1] ?? 'und'
  const all = [...html.matchAll(/<p>(.*?)<\/p>/gs)].map(([, words]) => (words ?? '').replace(/<[^>]+>/g, ' ').trim())
  const paragraphs = [...new Set(all)].filter((text) => wordsOf(text).length >= 8)
  const asked = paragraphs.map((text, paragraph) => ({ question: remembered(text), paragraph }))
  return { name: /([^/]+)\.html$/.exec(path)?.[1] ?? '', language, paragraphs, asked }
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{M}]{3,}/gu) ?? []

function remembered(text: string): string {
  const words = [...new Set(wordsOf(text))].sort((one, other) => other.length - one.length || one.localeCompare(other))
  return words.slice(0, 3).reverse().join(' ')
}

async function plantRoom(db: Kysely<Tables>): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`
    with zone as (insert into calendar (name, time_zone) values ('Bench', 'Asia/Kolkata') returning id),
    home as (insert into community (short_name, name, calendar_id) select 'Bench', '{"en":"Bench"}', id from zone returning id)
    insert into room (community_id, reach, is_default) select id, 'public', true from home returning id`.execute(db)
  return rows[0]?.id ?? 0
}

/** As items that the public may read; gives the id of the first. */
async function plantText(db: Kysely<Tables>, room_id: Id, { language, paragraphs, name }: Text): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`
    insert into item (community_id, room_id, kind, reach, staff_only, language, title, summary, document)
    select community_id, id, 'document', 'public', false, ${language}, ${name}, '', '{}' from room, generate_series(1, ${paragraphs.length})
    where room.id = ${room_id} returning id`.execute(db)
  const ids = rows.map(({ id }) => id).sort((one, other) => one - other)
  for (const [nth, text] of paragraphs.entries())
    await indexForSearch(db, { kind: 'item', subject_id: ids[nth] as Id, room_id, language, title: '', text })
  return ids[0] ?? 0
}

async function ask(db: Kysely<Tables>, { asked }: Text, first: Id): Promise<Hits> {
  const hits = { top1: 0, top5: 0, asked: asked.length }
  for (const { question, paragraph } of asked) {
    const { matches } = await search(db, nobody('page'), { text: question })
    const place = matches.findIndex(({ subject_id }) => subject_id === first + paragraph)
    if (place === 0) hits.top1 += 1
    if (place >= 0 && place < 5) hits.top5 += 1
  }
  return hits
}

function report(texts: Text[], hits: Hits[]): string[] {
  const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`
  return [
    'All texts in one index, all languages in use at once. XQuAD: a whole question finds its paragraph; the declaration of human rights: three longer words of a paragraph find it.',
    '',
    '| text | language | configuration of its own | asked | first | among five |',
    '| --- | --- | --- | ---: | ---: | ---: |',
    ...texts.map(({ name, language }, nth) => {
      const { top1, top5, asked } = hits[nth] as Hits
      return `| ${name} | ${language} | ${STEMMED.includes(language.split('-')[0] ?? '') ? 'yes' : 'no'} | ${asked} | ${percent(top1, asked)} | ${percent(top5, asked)} |`
    }),
  ]
}

const STEMMED = ['ar', 'en', 'es', 'fr', 'hi', 'pt', 'ta']
