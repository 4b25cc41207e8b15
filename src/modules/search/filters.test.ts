import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { monday, pass, postQuery, respond, setMoment, words } from '../queries/builders.ts'

let world: World
let path: string
before(async () => {
  world = await openWorld()
  await setMoment(world, monday)
  path = await postQuery(world, world.ben, {
    ...{
      title: 'How did you paint the water tanks?',
      context: "The primer of <b>the</b> contractor's < & peels off every monsoon.",
    },
  })
  await respond(world, world.cho, path, 'We painted it with epoxy. जल की टंकी पर रंग नहीं टिकता।')
  await respond(world, world.dee, path, 'Painting needs dry walls, epoxy or not.')
  await pass(world)
})
after(() => world.close())

const main = async (reader: Actor | null, text: string, more = '') => {
  const html = await world.page(reader, `/search?q=${encodeURIComponent(text)}${more}`)
  return html.slice(html.indexOf('<main'))
}
const responses = (html: string) => [...html.matchAll(/#post-(\d+)"/g)].map(([, number]) => Number(number)).sort()

test('what was asked is marked in the passage, which is text', async () => {
  const html = await main(world.dee, 'primer')
  assert.match(html, /The <mark>primer<\/mark> of +the +contractor&#39;s &lt; &amp; peels/)
})

test('each result says where the words stand, and when only another form of them does', async () => {
  assert.match(words(await main(world.dee, 'tanks', '&kind=query')), /In the title/)
  assert.match(words(await main(world.dee, 'contractor')), /In the words/)
  assert.match(words(await main(world.dee, 'contractors')), /In the words, in another form/)
})

test('the title of a thread alone makes none of its responses a result', async () => {
  assert.deepEqual(responses(await main(world.dee, 'tanks')), [])
  assert.deepEqual(responses(await main(world.dee, 'tanks epoxy')), [2, 3])
})

test('narrowed by writer, community and language', async () => {
  const { dee } = world
  assert.deepEqual(responses(await main(dee, 'epoxy')), [2, 3])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&by=Cho')), [2])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&by=ch')), [2])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&by=nobody')), [])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&community=north')), [2, 3])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&community=south')), [])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&community=nowhere')), [])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&language=en')), [3])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&language=hi')), [2])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&language=ta')), [])
})

test('narrowed by the cohort of who wrote, as far as the reader may know who was in it', async () => {
  const { db, cho, dee, eve } = world
  assert.doesNotMatch(await main(dee, 'epoxy'), /name="cohort"/)
  await sql`insert into cohort (key, name) values ('cmctp-2001', '{"en":"CMCTP 2001"}')`.execute(db)
  await sql`insert into cohort_person (cohort_id, person_id) select id, ${cho.id}::bigint from cohort`.execute(db)
  assert.match(words(await main(dee, 'epoxy')), /By somebody of the cohort All cohorts CMCTP 2001/)
  assert.deepEqual(responses(await main(dee, 'epoxy', '&cohort=cmctp-2001')), [2])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&cohort=cmctp-2001&by=Cho')), [2])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&cohort=cmctp-2001&by=Dee')), [])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&cohort=none')), [])
  assert.deepEqual(responses(await main(eve, 'epoxy', '&cohort=cmctp-2001')), [])
})

test('narrowed by day, in the zone of the reader, and by age', async () => {
  const { dee } = world
  const { rows } = await sql<{ today: string; before: string }>`
    select (app_now() at time zone 'Asia/Kolkata')::date::text as today, ((app_now() at time zone 'Asia/Kolkata')::date - 1)::text as before`.execute(
    world.db,
  )
  const { today, before: yesterday } = rows[0] as { today: string; before: string }
  assert.deepEqual(responses(await main(dee, 'epoxy', `&from=${today}&until=${today}`)), [2, 3])
  assert.deepEqual(responses(await main(dee, 'epoxy', `&until=${yesterday}`)), [])
  await world.travel('40 days')
  assert.deepEqual(responses(await main(dee, 'epoxy', '&within=30')), [])
  assert.deepEqual(responses(await main(dee, 'epoxy', '&within=365')), [2, 3])
  for (const odd of ['2026-02-31', '0000-01-01', 'yesterday', '9999999-01-01'])
    assert.equal(
      (await world.request(dee, `/search?q=epoxy&from=${odd}&until=${odd}&within=x&language='&older=1`)).status,
      200,
      odd,
    )
})

test('Hindi is found in its own script, with and without its dots and marks', async () => {
  for (const text of ['टंकी', 'टंकियां', 'टिकता']) assert.deepEqual(responses(await main(world.dee, text)), [2], text)
})

test('where nothing holds all the words, what holds some of them is shown and said', async () => {
  const html = words(await main(world.dee, 'epoxy helicopter'))
  assert.match(html, /Nothing holds all of these words. These hold some of them:/)
  assert.match(words(await main(world.gus, 'epoxy helicopter')), /Nothing here holds these words/)
})

test('more than a page is reached by “Older”, with the filters kept and nothing twice', async () => {
  const { dee, ben, db } = world
  for (let nth = 0; nth < 23; nth++)
    await respond(world, nth % 2 ? ben : dee, path, `Turpentine thins it, says recipe number ${nth}.`)
  await pass(world)
  assert.equal(
    (await db.selectFrom('search_entry').select('kind').where('snippet', 'like', 'Turpentine%').execute()).length,
    23,
  )

  const first = await main(dee, 'turpentine', '&community=north')
  const older = /href="(\/search\?[^"]*older=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  assert.match(older, /community=north/)
  const second = await world.page(dee, older)

  const [one, two] = [responses(first), responses(second)]
  assert.deepEqual([one.length, two.length, new Set([...one, ...two]).size], [20, 3, 23])
  assert.doesNotMatch(second, /[?;]older=/)
})
