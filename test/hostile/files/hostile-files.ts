import { createHash } from 'node:crypto'
import { sql } from '../../../src/platform/db.ts'
import type { World } from '../../world.ts'
import { letterTo } from '../mail/letters.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { bittenOf, bombsOf, packed, pretenders, type Sent } from './contents.ts'
import { faultOf, names } from './names.ts'
import { sendByForm, sendByMail } from './sending.ts'

/** Files that would act as pages or programs, and names that would act on a disk, by form and by mail. */
export const hostileFiles: Trial = {
  name: 'ASVS 3.2.1, 5.4.1, 5.4.2: a file of anybody is a download in a sandbox, whatever it is, says it is and is called',
  async run({ world, short }, attempt) {
    const all: Sent[] = [...pretenders, ...packed, ...(short ? named.filter((_, nth) => nth % 2 === 0) : named)]
    await sql`update community set posting_budget = 1000`.execute(world.db)
    const { replyTo } = await letterTo(world, world.dee, 'Files')
    for (const [nth, files] of inBundles(all).entries()) await sendByForm(world, files, `Files ${nth}`)
    // Their words are the next trial’s; what comes once more by mail is known then, and not read either.
    await sql`update file_text set state = 'empty'`.execute(world.db)
    for (const files of inBundles(all)) await sendByMail(world, files, replyTo)
    await world.work()
    await world.travel('6 minutes')
    await world.work()
    const kept = await listKept(world)
    for (const one of kept) await takeDown(world, attempt, one)
    const known = new Set(kept.map(({ sha256 }) => sha256))
    for (const file of [...pretenders, ...packed])
      expect(attempt, known.has(hashOf(file.content)), `${file.what} was not kept, or not as it was sent`)
    attempt.figure(
      'files that pretend, and names that mean harm',
      `${pretenders.length + packed.length}, ${names.length}`,
    )
    attempt.figure('of them kept and taken down again, by form and by mail', kept.length)
  },
}

/** Documents that cost more to read than to send, and those that were bitten: read by a process of their own, or refused. */
export const hostileDocuments: Trial = {
  name: 'ASVS 5.2.3, 15.2.2: documents that are bombs or broken are refused in time, and pages are answered meanwhile',
  async run({ world, short }, attempt) {
    const all = [...bombsOf(short), ...bittenOf(short ? 4 : 60)]
    for (const files of inTens(all)) {
      const status = await sendByForm(world, files, `Documents ${files[0]?.name}`)
      expect(attempt, status === 303, `documents were not taken: ${status}`)
    }
    await world.travel('6 minutes')
    const { longest, seconds } = await readAll(world, attempt)
    const { rows } = await sql<{ state: string; many: number }>`
      select state, count(*)::int as many from file_text group by 1 order by 1`.execute(world.db)
    expect(
      attempt,
      rows.every(({ state }) => state !== 'waiting'),
      `documents still wait: ${JSON.stringify(rows)}`,
    )
    const limit = 12 * all.length
    expect(attempt, seconds < limit, `${all.length} documents took ${seconds.toFixed(0)} s`)
    attempt.count(all.length)
    attempt.figure(
      'documents that are bombs or were bitten, read or refused in',
      `${all.length}, ${seconds.toFixed(1)} s`,
    )
    attempt.figure('the longest that a page took meanwhile', `${longest.toFixed(0)} ms`)
  },
}

const MOST_WAIT_MS = 3000

/** Works until nothing is due, and asks for a page all the while. */
async function readAll(world: World, attempt: Attempt) {
  const from = performance.now()
  let [longest, isDone] = [0, false]
  const asking = (async () => {
    while (!isDone) {
      const asked = performance.now()
      const { status } = await world.request(world.cho, '/communities/north/talk')
      longest = Math.max(longest, performance.now() - asked)
      expect(attempt, status === 200, `a page while documents are read: ${status}`)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  })()
  await world.work().finally(() => {
    isDone = true
  })
  await asking
  expect(attempt, longest < MOST_WAIT_MS, `a page took ${longest.toFixed(0)} ms while documents were read`)
  return { longest, seconds: (performance.now() - from) / 1000 }
}

type Kept = { key: string; name: string; type: string; sha256: string }

async function listKept({ db }: World): Promise<Kept[]> {
  return (await sql<Kept>`select key, name, type, sha256 from attachment order by id`.execute(db)).rows
}

/** What a browser may show by itself, and how its bytes begin. */
const INLINE: Record<string, RegExp> = {
  'image/png': /^\x89PNG/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/gif': /^GIF8/,
}
const TYPES =
  /^(image\/(png|jpeg|gif)|application\/(pdf|zip|octet-stream|vnd\.(openxmlformats-officedocument|oasis)[\w.-]+))$/

/** As its reader gets it: its own bytes, in a sandbox, under a name that does no harm. */
async function takeDown(world: World, attempt: Attempt, { key, name, sha256 }: Kept) {
  const what = shown(name)
  const wrong = faultOf(name)
  expect(attempt, !wrong, `the name ${what} ${wrong}`)
  for (const path of [`/files/${key}/${encodeURIComponent(name)}`, `/files/${key}/a.html`]) {
    const answer = await world.request(world.cho, path)
    const content = Buffer.from(await answer.arrayBuffer())
    const head = (header: string) => answer.headers.get(header) ?? ''
    const type = head('content-type')
    const [, how, given = ''] =
      /^(inline|attachment); filename\*=UTF-8''([\w.~%-]+)$/.exec(head('content-disposition')) ?? []
    expect(
      attempt,
      answer.status === 200 && hashOf(content) === sha256,
      `${what}, ${path.slice(0, 200)}: ${answer.status}, or other bytes`,
    )
    expect(attempt, TYPES.test(type), `${what} is sent as ${type}`)
    expect(attempt, decodeURIComponent(given) === name, `${what} is called ${head('content-disposition')}`)
    const isPicture = INLINE[type]?.test(content.subarray(0, 8).toString('latin1')) ?? false
    expect(attempt, how === 'attachment' || isPicture, `${what}, ${type}, is shown and not taken down`)
    expect(attempt, /^sandbox; default-src 'none'/.test(head('content-security-policy')), `${what} is in no sandbox`)
    expect(attempt, head('x-content-type-options') === 'nosniff', `the type of ${what} may be guessed`)
    expect(attempt, !answer.headers.has('x-injected') && !answer.headers.has('set-cookie'), `${what} brings headers`)
  }
}

const shown = (name: string) => JSON.stringify(name.slice(0, 60))

const named: Sent[] = names.map((name, nth) => {
  return { what: `the name ${shown(name)}`, name, claims: '', content: Buffer.from(`${nth} ${name}`) }
})

const MOST_FILES = 10
const BREAKS = /[\0\r\n"\\]|^.{999}/s

/** So many as one form takes; what may break a form goes alone, so that it takes no other along. */
function inBundles(all: Sent[]): Sent[][] {
  return [
    ...inTens(all.filter(({ name }) => !BREAKS.test(name))),
    ...all.filter(({ name }) => BREAKS.test(name)).map((one) => [one]),
  ]
}

function inTens(all: Sent[]): Sent[][] {
  return Array.from({ length: Math.ceil(all.length / MOST_FILES) }, (_, nth) =>
    all.slice(nth * MOST_FILES, (nth + 1) * MOST_FILES),
  )
}

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
