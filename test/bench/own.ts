import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { assemble } from '../../src/app.ts'
import { openSession } from '../../src/modules/people/index.ts'
import { buildAssets } from '../../src/platform/assets.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { type Id, openDb, sql, type Tables } from '../../src/platform/db.ts'
import { erasePerson } from '../../src/platform/erasing/index.ts'
import { buildWeb } from '../../src/web.tsx'
import { hiddenFields } from '../world.ts'
import { atEnd, say } from './ends.ts'
import { options } from './options.ts'
import { findOfThree } from './size.ts'
import { nameOf, newDatabase, openSizes } from './sizes.ts'
import { loadNote } from './usage.ts'

const ORIGIN = 'http://localhost:3000'
const PAGE = '/me/data'
const NETWORK = options.sizes?.[0] ?? 100_000
/** Of a member who has written and read for years. */
const HERS = { posts: 10_000, letters: 50_000 }

/** Somebody who has written much takes along what is hers, through the page, and is erased: in a network of this size. */
export async function benchOwn(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  process.env.COPSE_QUIET = '1'
  loadConfig({ COPSE_DATA: folder, COPSE_SECRET: 'a secret for the bench, of no use to anybody', BASE_URL: ORIGIN })
  const { server } = await openSizes([NETWORK])
  const { url } = await newDatabase(server, nameOf(NETWORK))
  const db = openDb(url)
  atEnd(() => db.destroy())
  const web = buildWeb(db, assemble(), await buildAssets(folder))
  const me = await layOwn(db)
  const { bytes, seconds } = await takeAlong(web, `copse=${await openSession(db, me, 'bench')}`)
  say(`taken along: ${seconds.toFixed(1)} s`)
  const from = performance.now()
  if (!(await erasePerson(db, me))) throw new Error('She was not erased')
  return report({ bytes, seconds, erased: (performance.now() - from) / 1000 })
}

/** Posts of others become hers, and letters to her are noted. */
async function layOwn(db: Kysely<Tables>): Promise<Id> {
  const me = await findOfThree(db)
  await sql`update post set author_id = ${me} where id in (select id from post order by id limit ${sql.lit(HERS.posts)})`.execute(
    db,
  )
  await sql`insert into outbox (person_id, letter, about_kind, about_id, message_id, state, send_after, sent_at)
    select ${me}, 'post', 'post', nth, 'bench-' || nth || '@copse.example', 'sent', now(), now()
    from generate_series(1, ${sql.lit(HERS.letters)}) nth`.execute(db)
  return me
}

async function takeAlong(web: ReturnType<typeof buildWeb>, cookie: string) {
  const headers = { host: 'localhost:3000', cookie }
  const page = await web.request(`${ORIGIN}${PAGE}`, { headers })
  const body = new URLSearchParams(hiddenFields(await page.text(), `${PAGE}/copy`))
  const from = performance.now()
  const answer = await web.request(`${ORIGIN}${PAGE}/copy`, { method: 'POST', headers, body })
  const bytes = (await answer.arrayBuffer()).byteLength
  if (answer.status !== 200) throw new Error(`${answer.status}`)
  return { bytes, seconds: (performance.now() - from) / 1000 }
}

function report({ bytes, seconds, erased }: { bytes: number; seconds: number; erased: number }): string[] {
  const count = (many: number) => many.toLocaleString('en')
  return [
    `A member with ${count(HERS.posts)} posts and ${count(HERS.letters)} letters, in a network of ${count(NETWORK)} posts.`,
    '',
    '| | seconds | promise |',
    '| --- | ---: | ---: |',
    `| to take along what is hers: ${(bytes / 1e6).toFixed(1)} MB, packed | ${seconds.toFixed(1)} | 15 minutes |`,
    `| to be erased, when the twelve hours in which she can undo it are over | ${erased.toFixed(1)} | a day in all |`,
    '',
    loadNote(),
  ]
}
