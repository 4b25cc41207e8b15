import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { add, library, sendAdd, story } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a member adds with three lines, and colleagues see it with who added it, thanked', async () => {
  const path = await add(world, world.ben)
  const page = words(await world.page(world.dee, path))

  assert.match(page, /Story\s· /)
  assert.match(page, /The tank that never filled/)
  assert.match(page, /We learned it the dear way/)
  assert.match(page, /Added by Ben ?, Office of Ben with thanks/)
  assert.match(page, /How far it reaches Regional/)
  assert.match(page, /Readable by the 5 members of North/)
  assert.match(words(await world.page(world.dee, library)), /Story The tank that never filled/)
  assert.match(words(await world.page(world.dee, `/people/${world.ben.key}`)), /Thanked in the library added The tank/)
})

test('what is missing is said, with what was typed, and nothing is added', async () => {
  const count = async () => (await sql<{ n: number }>`select count(*)::int as n from item`.execute(world.db)).rows[0]?.n
  const before = await count()
  const answer = await sendAdd(world, world.ben, {
    title: '',
    kind: 'query',
    why: 'Kept words',
    link: 'javascript:alert(1)',
    minutes: 'ten',
  })
  const html = await answer.text()

  assert.equal(answer.status, 422)
  for (const said of [
    'Say what it is called.',
    'Choose what it is.',
    'A link looks like',
    'Say the minutes as a number.',
  ])
    assert.match(html, new RegExp(said))
  assert.match(html, /Kept words/)
  assert.equal(await count(), before)
})

test('a story is asked for the trial, the choice, what went wrong and what was learned', async () => {
  const told = {
    trial: 'A bigger tank',
    choice: 'Pump or gravity',
    wrong: 'The spring was dry',
    learned: 'Measure in May',
  }
  const page = words(await world.page(world.dee, await add(world, world.ben, told)))

  assert.match(
    page,
    /What was tried A bigger tank Where a choice had to be made Pump or gravity What went wrong The spring was dry What was learned Measure in May/,
  )
})

test('an idea says how far it has been tried, and everything its level, minutes, language and link', async () => {
  const path = await add(world, world.ben, {
    ...{
      kind: 'idea',
      stage: 'trial',
      level: 'global',
      minutes: '7',
      language: 'hi',
      link: 'https://example.org/paper',
    },
    body: 'A **bold** idea <script>alert(1)</script>',
  })
  const html = await world.page(world.dee, path)

  assert.match(words(html), /Idea · On trial · 7 minutes/)
  assert.match(words(html), /How far it reaches Global Language हिन्दी/)
  assert.match(html, /<a href="https:\/\/example.org\/paper"/)
  assert.match(html, /<strong>bold<\/strong>/)
  assert.doesNotMatch(html, /<script>alert/)
})

test('the list is narrowed by kind, level, language and topic', async () => {
  const { rows } = await sql<{ id: number; key: string }>`select id, key from topic where key = 'water'`.execute(
    world.db,
  )
  await add(world, world.ben, {
    title: 'A paper on wells',
    kind: 'academic_paper',
    level: 'national',
    topics: String(rows[0]?.id),
  })
  await add(world, world.cho, {
    title: 'Five minutes on chlorine',
    kind: 'micro_learning',
    minutes: '5',
    language: 'hi',
  })
  const shown = async (query: string) => {
    const page = words(await world.page(world.dee, `${library}?${query}`))
    return { paper: /A paper on wells/.test(page), lesson: /Five minutes on chlorine/.test(page) }
  }

  assert.deepEqual(await shown(''), { paper: true, lesson: true })
  assert.deepEqual(await shown('kind=academic_paper'), { paper: true, lesson: false })
  assert.deepEqual(await shown('kind=micro_learning'), { paper: false, lesson: true })
  assert.deepEqual(await shown('level=national'), { paper: true, lesson: false })
  assert.deepEqual(await shown('language=hi'), { paper: false, lesson: true })
  assert.deepEqual(await shown('topic=water'), { paper: true, lesson: false })
  assert.deepEqual(await shown('kind=nonsense&page=x'), { paper: true, lesson: true })
})

test('strangers and members of the neighbour community neither read nor add, also by an address of their own', async () => {
  const path = await add(world, world.ben, { title: 'Only for North' })
  const key = path.split('/').at(-1)

  for (const actor of [world.fay, world.eve, world.gus, null]) {
    assert.equal((await world.request(actor, path)).status, 404, actor?.name)
    assert.notEqual((await world.request(actor, `${library}/add`)).status, 200)
  }
  assert.equal((await world.request(world.fay, `/communities/south/library/${key}`)).status, 404)
  assert.equal((await world.request(world.fay, `/communities/south/library/${key}/change`)).status, 404)
  const mine = await world.page(world.fay, '/communities/south/library/add')
  const csrf = /name="csrf" value="([^"]+)"/.exec(mine)?.[1] ?? ''
  assert.equal((await world.send(world.fay, library, { ...story, csrf } as Record<string, string>)).status, 404)
})

test('the same form sent twice adds once', async () => {
  const html = await world.page(world.ben, `${library}/add`)
  const hidden = Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(csrf|once)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  )
  const fields = { ...story, ...hidden, title: 'Once only' } as Record<string, string>
  const [one, two] = await Promise.all([world.send(world.ben, library, fields), world.send(world.ben, library, fields)])

  assert.equal(one.headers.get('location'), two.headers.get('location'))
  const { rows } = await sql`select from item where title = 'Once only'`.execute(world.db)
  assert.equal(rows.length, 1)
})

test('where nobody is named, what is added leads to nobody', async () => {
  await sql`update room set attribution = 'unattributed' where community_id = ${world.south.id}`.execute(world.db)
  const sent = await world.submit(world.fay, '/communities/south/library/add', '/communities/south/library', {
    ...(story as Record<string, string>),
    title: 'From nobody',
  })
  await sql`update room set attribution = 'named' where community_id = ${world.south.id}`.execute(world.db)

  assert.equal(sent.status, 303)
  const { rows } = await sql<{ by_id: number | null; actor_id: number | null; credits: number }>`
    select by_id, actor_id, (select count(*)::int from item_credit where item_id = item.id) as credits
    from item join activity on subject_kind = 'item' and subject_id = item.id where title = 'From nobody'`.execute(
    world.db,
  )
  assert.deepEqual(rows, [{ by_id: null, actor_id: null, credits: 0 }])
})

test('the audience is never wider than the room, and can be narrower', async () => {
  const path = await add(world, world.ben, { title: 'For staff', narrower: 'staff' })
  await sql`update membership set class = 'external' where person_id = ${world.dee.id}`.execute(world.db)

  assert.match(words(await world.page(world.cho, path)), /members of North who serve in government/)
  assert.equal((await world.request(world.dee, path)).status, 404)
  await sql`update membership set class = 'internal' where person_id = ${world.dee.id}`.execute(world.db)
})

test('the list asks the database no more for three than for one', async () => {
  const one = await countStatements(() => world.page(world.dee, `${library}?kind=tool`))
  for (const title of ['A', 'B', 'C']) await add(world, world.ben, { title: `Tool ${title}`, kind: 'tool' })

  assert.equal(await countStatements(() => world.page(world.dee, `${library}?kind=tool`)), one)
})
