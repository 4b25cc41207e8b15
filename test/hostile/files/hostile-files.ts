import { createHash } from 'node:crypto'
import { sql } from '../../../src/platform/db.ts'
import type { World } from '../../world.ts'
import { letterTo } from '../mail/letters.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { packed, pretenders, type Sent } from './contents.ts'
import { faultOf, names } from './names.ts'
import { inTens, sendByForm, sendByMail } from './sending.ts'

/** Files that would act as pages or programs, and names that would act on a disk, by form and by mail. */
export const hostileFiles: Trial = {
  name: 'ASVS 3.2.1, 5.4.1, 5.4.2: a file of anybody is a download in a sandbox, whatever it is, says it is and is called',
  async run({ world, short }, attempt) {
    await sendAll(world, [...pretenders, ...packed, ...(short ? named.filter((_, nth) => nth % 2 === 0) : named)])
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

/** By a form and by mail, and for all to see. */
async function sendAll(world: World, all: Sent[]) {
  await sql`update community set posting_budget = 1000`.execute(world.db)
  const { replyTo } = await letterTo(world, world.dee, 'Files')
  for (const [nth, files] of inBundles(all).entries()) await sendByForm(world, files, `Files ${nth}`)
  // Their words are another trial’s; what comes once more by mail is known then, and not read either.
  await sql`update file_text set state = 'empty'`.execute(world.db)
  for (const files of inBundles(all)) await sendByMail(world, files, replyTo)
  await world.work()
  await world.travel('6 minutes')
  await world.work()
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

const BREAKS = /[\0\r\n"\\]|^.{999}/s

/** So many as one form takes; what may break a form goes alone, so that it takes no other along. */
function inBundles(all: Sent[]): Sent[][] {
  return [
    ...inTens(all.filter(({ name }) => !BREAKS.test(name))),
    ...all.filter(({ name }) => BREAKS.test(name)).map((one) => [one]),
  ]
}

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
