import { simpleParser } from 'mailparser'
import { sql } from '../../src/platform/db.ts'
import type { Actor, World } from '../world.ts'
import type { Crawl } from './look.ts'
import type { Crawler } from './routes.ts'

type Nameless = { word: string; author: Actor }
type Where = { readers: Crawler[]; paths: string[] }

/** Who wrote without a name stands beside the words nowhere: on no page, in no mail, in no row, in no line of the log. */
export async function followNameless(world: World, all: Nameless[], { readers, paths }: Where, crawl: Crawl) {
  for (const { word, author } of all) {
    const tells = (text: string) => text.includes(word) && namesOf(author).some((name) => text.includes(name))
    const note = (where: string, who: string) =>
      crawl.findings.push({
        what: `${author.name} stands beside what she wrote without a name`,
        where,
        who,
        column: 'post.body',
      })
    for (const crawler of readers) {
      if (crawler.actor?.id === author.id) continue
      for (const path of [...paths, `/search?q=${word}`]) {
        crawl.requests++
        if (tells(await world.page(crawler.actor, path))) note(path, crawler.name)
      }
    }
    for (const mail of await listMails(world, word, author))
      if (tells(await wordsOf(mail.raw))) note('mail', mail.to_address)
    for (const table of await listRowsThatTell(world, word, author)) note(`table ${table}`, 'the whole disk')
  }
}

/** Her first name alone would also stand in other words; her organisation, address and key do not. */
function namesOf({ name, address, key }: Actor): string[] {
  return [`Office of ${name}`, address, key, `${name} zq`]
}

/** What goes to her own address may greet her. */
async function listMails({ db }: World, word: string, { address }: Actor) {
  const { rows } = await sql<{ raw: Buffer; to_address: string }>`
    select raw, to_address from mailbox where to_address <> ${address} and position(${word} in text) > 0`.execute(db)
  return rows
}

async function wordsOf(raw: Buffer): Promise<string> {
  const { text = '', html, headerLines } = await simpleParser(raw)
  return [...headerLines.map(({ line }) => line), text, html || ''].join('\n')
}

/** Rows that hold the words and her id, her name or her address; and rows that link her to the post without its words. */
async function listRowsThatTell({ db }: World, word: string, { id, name, address }: Actor): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'mailbox'`.execute(
    db,
  )
  const found: string[] = []
  for (const table of tables) {
    const { rowCount } = await rowsOf(db, table.name, word, { id, name, address })
    if (rowCount > 0) found.push(table.name)
  }
  return found
}

async function rowsOf(
  db: World['db'],
  table: string,
  word: string,
  { id, name, address }: Pick<Actor, 'id' | 'name' | 'address'>,
) {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(t) as row from ${sql.table(table)} t
    where to_jsonb(t)::text like '%' || ${word} || '%' or exists (select from post where body like '%' || ${word} || '%'
      and (to_jsonb(t) @> jsonb_build_object('post_id', post.id) or to_jsonb(t) @> jsonb_build_object('subject_kind', 'post', 'subject_id', post.id)
        or to_jsonb(t) @> jsonb_build_object('about_kind', 'post', 'about_id', post.id, 'letter', 'conversations.received')))`.execute(
    db,
  )
  const isPerson = ([column, value]: [string, unknown]) =>
    /(^|_)(id)$/.test(column) && PEOPLE.test(column) && value === id
  const telling = rows.filter(({ row }) => {
    return (
      Object.entries(row).some(isPerson) ||
      JSON.stringify(row).includes(address) ||
      JSON.stringify(row).includes(`Office of ${name}`)
    )
  })
  return { rowCount: telling.length }
}

const PEOPLE = /person_id|author_id|actor_id|by_id|asker_id/
