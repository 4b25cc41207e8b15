import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'

/** More than are looked at one by one: every third name is common, one in six hundred is rare. */
const MANY = 3000

let world: World
before(async () => {
  world = await openWorld()
  const { db, north, south } = world
  await sql`
    with more as (insert into person (name, state, organisation)
      select case when nth % 600 = 0 then 'Rareling' when nth % 3 = 0 then 'Common' else 'Other' end || ' ' || lpad(nth::text, 5, '0'), 'active', 'Office'
      from generate_series(1, ${MANY}::int) nth returning id, name)
    insert into membership (person_id, community_id, state, listed)
    select id, case when right(name, 1) = '9' then ${south.id}::bigint else ${north.id}::bigint end, 'member', right(name, 1) <> '6' from more`.execute(
    db,
  )
  await sql`analyze person, membership`.execute(db)
})
after(() => world.close())

type Listed = { names: string[]; next: string | undefined; back: string | undefined }
async function list(actor: Actor, path: string): Promise<Listed> {
  const page = await world.page(actor, path)
  const titles = page.matchAll(/<p class="entry-title"[^>]*><a href="\/people\/[^"]+"[^>]*>([^<]+)</g)
  const goes = (way: string) =>
    new RegExp(`href="(/people\\?[^"]*${way}=[^"]*)"`).exec(page)?.[1]?.replaceAll('&amp;', '&')
  return { names: [...titles].map(([, name = '']) => name), next: goes('after'), back: goes('before') }
}

async function listAll(actor: Actor, path: string): Promise<string[]> {
  const names: string[] = []
  for (let next: string | undefined = path; next; ) {
    const page: Listed = await list(actor, next)
    names.push(...page.names)
    next = page.next
  }
  return names
}

/** Of the numbers, those a member of North sees: 9 stands in South, and 6 lets herself not be listed. */
const seen = (name: string, fits: (nth: number) => boolean) =>
  Array.from({ length: MANY }, (_, at) => at + 1)
    .filter((nth) => fits(nth) && nth % 10 !== 9 && nth % 10 !== 6)
    .map((nth) => `${name} ${String(nth).padStart(5, '0')}`)

test('a common name is walked for in order, page by page, and each who is listed stands there once', async () => {
  const first = await list(world.cho, '/people?name=common')
  assert.deepEqual(first.names, seen('Common', (nth) => nth % 3 === 0 && nth % 600 !== 0).slice(0, 25))
  const second = await list(world.cho, first.next ?? '')
  assert.deepEqual(second.names, seen('Common', (nth) => nth % 3 === 0 && nth % 600 !== 0).slice(25, 50))
  assert.deepEqual((await list(world.cho, second.back ?? '')).names, first.names)
})

test('a rare name is gathered, and the end of the list with it', async () => {
  assert.deepEqual(
    await listAll(world.cho, '/people?name=rareling'),
    seen('Rareling', (nth) => nth % 600 === 0),
  )
  assert.deepEqual(await listAll(world.cho, '/people?name=rareling+00600'), ['Rareling 00600'])
})

test('what many fit beyond the first names is found however far one has to walk', async () => {
  const others = await list(world.cho, '/people?name=other')
  assert.deepEqual(others.names, seen('Other', (nth) => nth % 3 !== 0).slice(0, 25))
})

test('the neighbour and a stranger find none of them but their own', async () => {
  assert.deepEqual(await list(world.gus, '/people?name=common'), { names: [], next: undefined, back: undefined })
  const own = await listAll(world.fay, '/people?name=common')
  assert.equal(own.length > 50, true)
  assert.equal(
    own.every((name) => name.endsWith('9')),
    true,
  )
})
