import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assemble } from '../../src/app.ts'
import { findCommunity, viewerOf } from '../../src/modules/communities/index.ts'
import { agree, ask, findQuery, respond, shape } from '../../src/modules/queries/index.ts'
import { shiftTime, workClocks } from '../../src/platform/clocks.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { openDb, sql } from '../../src/platform/db.ts'
import { migrate } from '../../src/platform/migrate.ts'
import type { Viewer } from '../../src/platform/viewer.ts'
import { plantCast, plantMember, plantPerson } from '../world.ts'

export const BENCH_SECRET = 'a secret for the bench, of no use to anybody'
const RESPONSES = 50
const WORDS =
  'We paid one fitter for six villages and met on the fifth of each month, and what failed at first was the account. '
const VOCABULARY = [
  ...new Set(
    readFileSync(fileURLToPath(new URL('../../LICENSE', import.meta.url)), 'utf8')
      .toLowerCase()
      .match(/[a-z]{2,}/g),
  ),
]

/** A community of 2,000 with a query that 50 of them have answered at some length. */
export async function plantQueryPage(url: string) {
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  loadConfig({
    COPSE_DATA: folder,
    COPSE_SECRET: BENCH_SECRET,
  })
  process.env.COPSE_QUIET = '1'
  await migrate(url)
  const db = openDb(url)
  const { modules } = assemble()
  const { north, ana, ben, cho } = await plantCast(db)
  await sql`insert into person (name, state) select 'Member ' || n, 'active' from generate_series(1, 2000) n`.execute(
    db,
  )
  await sql`insert into membership (person_id, community_id, state, since, delivery)
    select id, ${north.id}, 'member', app_now(), 'web' from person where name like 'Member %'`.execute(db)

  const as = async (id: number) => (await viewerOf(db, id, 'page')) as Viewer
  const community = await findCommunity(db, 'north')
  const { key } = await ask(db, await as(ben.id), community, {
    text: 'How do committees stay alive after two years?',
    once: undefined,
  })
  const now = async () => findQuery(db, await as(ana.id), key)
  const { version } = await now()
  await shape(db, await as(ana.id), await now(), {
    ...{
      title: 'How do committees stay alive after two years?',
      kinds: ['experiences'],
      context: WORDS.repeat(4),
      tried: WORDS,
      purpose: WORDS,
    },
    ...{
      decision_by: null,
      sub_questions: [WORDS],
      reply_by: null,
      attribution: 'named',
      urgency: 'normal',
      level: null,
      place: null,
    },
    ...{ topics: [], note: '', version, once: undefined },
  })
  await agree(db, await as(ben.id), await findQuery(db, await as(ben.id), key), undefined)
  for (let nth = 0; nth < RESPONSES; nth++) {
    const writer = await plantPerson(db, `Writer${nth}`)
    await plantMember(db, writer.id, north.id)
    await respond(db, await as(writer.id), await now(), {
      body: prose(nth),
      attribution: 'named',
      quote_wish: 'name',
      once: undefined,
    })
  }
  await shiftTime(db, '10 minutes')
  await workClocks(
    db,
    modules.flatMap((module) => module.clocks ?? []),
  )
  await sql`analyze`.execute(db)
  await db.destroy()
  return { url, path: `/communities/north/queries/${key}`, cookie: cho.cookie, folder }
}

/** A hundred words that differ from response to response, since Brotli would make nothing of the same ones. */
function prose(nth: number): string {
  const word = (at: number) => VOCABULARY[(nth * 7919 + at * (104729 + nth)) % VOCABULARY.length]
  return `${Array.from({ length: 100 }, (_, at) => word(at)).join(' ')}.`
}
