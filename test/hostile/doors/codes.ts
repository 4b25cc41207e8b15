import { sql } from '../../../src/platform/db.ts'
import { type Actor, hiddenFields, type World } from '../../world.ts'
import { expect, type Trial } from '../trial.ts'
import { comeAgain } from './come-again.ts'

export const guessedCodes: Trial = {
  name: 'ASVS 6.6.3: codes are guessed five times, an account ten times in any quarter of an hour, a network fifty times',
  async run({ world, short }, attempt) {
    for (const at of short ? ['one after the other', 'at once'] : ['one after the other', 'at once', 'at once']) {
      const { path, code } = await askForCode(world, world.cho)
      const tries = Array.from({ length: 8 }, (_, nth) => wrong(code, nth))
      if (at === 'at once') await Promise.all(tries.map((one) => enter(world, path, one)))
      else for (const one of tries) await enter(world, path, one)
      await forget(world)
      const late = await enter(world, path, code)
      expect(attempt, late.status !== 303, `the code still opens after eight wrong ones ${at}`)
    }
    await guessAmongMany(world, attempt)
    await tryOverTheEdge(world, attempt)
    await tryFromOneNetwork(world, attempt)
  },
}

export const boundCodes: Trial = {
  name: 'ASVS 6.6.2: a code opens one session, of the one try it was made for, and no code or link is made up',
  async run({ world }, attempt) {
    const { dee, cho } = world
    const [own, other] = [await askForCode(world, dee), await askForCode(world, cho)]
    const crossed = await enter(world, own.path, other.code)
    expect(attempt, crossed.status !== 303 || own.code === other.code, 'the code of another opens')

    const before = await countSessions(world, dee)
    const answers = await Promise.all(Array.from({ length: 5 }, () => enter(world, own.path, own.code)))
    expect(attempt, answers.filter(({ status }) => status === 303).length === 1, 'a code sent five times at once')
    expect(attempt, (await countSessions(world, dee)) === before + 1, 'a code opened more than one session')

    await forget(world)
    for (const token of ['0', 'a'.repeat(32), '../../today', `${own.code}`, '%00', "' or 1=1 --"]) {
      const link = `${other.path}/${encodeURIComponent(token)}`
      const { status } = await world.send(null, link, await hiddenOf(world, other.path, other.path))
      expect(attempt, status !== 303, `a made-up link ${token} opens`)
    }
  },
}

type Expects = Parameters<typeof expect>[0]

/** The right one among ten that are sent at once: it opens only where it was among the first five. */
async function guessAmongMany(world: World, attempt: Expects) {
  const { path, code } = await askForCode(world, world.cho)
  const tries = [...Array.from({ length: 9 }, (_, nth) => wrong(code, nth)), code]
  await Promise.all(tries.map((one) => enter(world, path, one)))
  const { rows } = await sql<{ tries: number; used: boolean }>`
    select tries, used_at is not null as used from sign_in where key = ${path.split('/').at(-1)}`.execute(world.db)
  const [row] = rows
  expect(attempt, !row?.used || row.tries <= 5, `the right one of ten sent at once opens after ${row?.tries} tries`)
}

/** Tries at the end of one window and at the beginning of the next are within one quarter of an hour. */
async function tryOverTheEdge(world: World, attempt: Expects) {
  await forget(world)
  const { rows } = await sql<{ left: number }>`
    select 900 - extract(epoch from app_now())::bigint % 900 as left`.execute(world.db)
  await world.travel(`${Number(rows[0]?.left) + 900 - 8} seconds`)
  const taken: number[] = []
  for (let nth = 0; nth < 24; nth++) {
    if (nth === 12) await world.travel('12 seconds')
    taken.push((await ask(world, world.dee.address)).status)
  }
  const count = taken.filter((status) => status === 303).length
  expect(attempt, count <= 10, `${count} codes were asked for in a quarter of an hour`)
  await forget(world)
}

async function tryFromOneNetwork(world: World, attempt: Expects) {
  await forget(world)
  const fields = await hiddenOf(world, '/sign-in', '/sign-in')
  const all = await Promise.all(
    Array.from({ length: 70 }, (_, nth) => {
      return comeAgain(() => world.send(null, '/sign-in', { ...fields, address: `nobody${nth}@example.org` }))
    }),
  )
  const count = all.filter(({ answer }) => answer.status === 303).length
  expect(attempt, count > 0 && count <= 50, `${count} codes were asked for from one network`)
  await forget(world)
}

const hiddenOf = async (world: World, page: string, action: string) =>
  hiddenFields(await world.page(null, page), action)

const ask = (world: World, address: string) => world.submit(null, '/sign-in', '/sign-in', { address })

/** Types a code, once the page and the form were let in. */
export async function enter(world: World, path: string, code: string): Promise<Response> {
  const { answer: page } = await comeAgain(() => world.request(null, path))
  const fields = { ...hiddenFields(await page.text(), path), code }
  return (await comeAgain(() => world.send(null, path, fields))).answer
}

/** Asks for a code; gives the page where it is typed, and the code. */
export async function askForCode(world: World, person: Actor) {
  await forget(world)
  const path = (await ask(world, person.address)).headers.get('location') ?? ''
  await world.work()
  const { subject } = await world.lastMailTo(person)
  return { path, code: /^(\d{6}) is your code/.exec(subject)?.[1] ?? '' }
}

/** What was counted before is another trial's. */
export async function forget({ db }: World) {
  await sql`delete from rate_count`.execute(db)
}

function wrong(code: string, nth: number): string {
  return String((Number(code) + 1 + nth) % 1_000_000).padStart(6, '0')
}

async function countSessions({ db }: World, { id }: Actor): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) from session where person_id = ${id}`.execute(db)
  return Number(rows[0]?.count)
}
