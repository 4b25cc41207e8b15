import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, plantMember, plantPerson, type World } from '../../../../test/world.ts'
import {
  agree,
  ask,
  findRow,
  letterTo,
  pass,
  postQuery,
  setMoment,
  shape,
  startOver,
  stateOf,
  words,
} from '../builders.ts'

let world: World
let members: Actor[]
before(async () => {
  world = await openWorld()
  members = await Promise.all(['Hema', 'Ila', 'Jai', 'Kim', 'Lal'].map((name) => plantPerson(world.db, name)))
  for (const { id } of members) await plantMember(world.db, id, world.north.id)
})
after(() => world.close())
beforeEach(() => startOver(world))

/** Asks, shapes and agrees, a minute after the one before. */
async function bring(asker: Actor, fields: Record<string, string> = {}) {
  const path = await ask(world, asker)
  await shape(world, path, fields)
  await world.travel('1 minute')
  const answer = await agree(world, asker, path)
  assert.equal(answer.status, 303)
  return path
}

const states = (paths: string[]) => Promise.all(paths.map((path) => stateOf(world, path)))

test('it goes out with its kinds and its date in the subject, and its date is fixed', async () => {
  const { cho, ben, db } = world
  const path = await postQuery(world, ben)

  const letter = await letterTo(world, cho, /How did you keep/)
  assert.equal(
    letter.subject,
    '[North] Query: How did you keep village water committees alive? - experiences; examples. Reply by 16 Mar',
  )
  assert.match(letter.headers, /^From: .*Ben via North/m)
  assert.match(letter.text, /Committees meet for two years.*1\. Who calls the meeting\?/s)
  const { reply_by, due_at } = await findRow(world, path)
  assert.deepEqual([reply_by, due_at], ['2026-03-16', new Date('2026-03-16T23:59+05:30')])
  const verbs = await db.selectFrom('activity').select('verb').where('subject_kind', '=', 'query').execute()
  assert.ok(verbs.some(({ verb }) => verb === 'query.posted'))
  const found = words(await world.page(cho, '/search?q=committees'))
  assert.equal(found.split('Committees meet for two years').length - 1, 1, 'found once, not also as a response')
})

test('in a query in Hindi the words between are in Hindi, whoever posts it', async () => {
  const { ben, db } = world
  const path = await ask(world, ben, { text: 'जल समितियों की बैठकें दो साल बाद भी कैसे चलती रहें?' })
  await shape(world, path, { purpose: 'प्रशिक्षण के लिए' })
  await agree(world, ben, path)

  const { thread_id, language } = await findRow(world, path)
  const [{ body } = { body: null }] = await db
    .selectFrom('post')
    .select('body')
    .where('thread_id', '=', thread_id)
    .execute()
  assert.equal(language, 'hi')
  assert.match(body ?? '', /^उत्तरों का उपयोग किसलिए होगा: प्रशिक्षण के लिए$/m)
})

test('an urgent one has three working days, a long one fifteen, and an agreed date holds', async () => {
  const [hema, ila, jai] = members as [Actor, Actor, Actor]
  const urgent = await postQuery(world, hema, { urgency: 'urgent' })
  const long = await postQuery(world, ila, { urgency: 'long' })
  const agreed = await postQuery(world, jai, { reply_by: '2026-03-11' })

  assert.equal((await findRow(world, urgent)).reply_by, '2026-03-05')
  assert.equal((await findRow(world, long)).reply_by, '2026-03-23')
  assert.equal((await findRow(world, agreed)).reply_by, '2026-03-11')
  assert.match((await letterTo(world, world.cho, /URGENT/)).subject, /URGENT Query: .* Reply by 5 Mar$/)
})

test('an agreed date that has passed by her yes gives the full time instead', async () => {
  const { ben } = world
  const path = await ask(world, ben)
  await shape(world, path, { reply_by: '2026-03-05' })
  await setMoment(world, '2026-03-04T12:00+05:30')
  await agree(world, ben, path)

  assert.equal((await findRow(world, path)).reply_by, '2026-03-18')
})

test('two new queries a week go out; the others see their place, and go out when the week has passed (ASVS 2.3.2)', async () => {
  const { ana, ben } = world
  const paths: string[] = []
  for (const asker of [...members, ben]) paths.push(await bring(asker))
  await world.work()
  assert.deepEqual(await states(paths), ['gathering', 'gathering', 'queued', 'queued', 'queued', 'queued'])

  const desk = words(await world.page(ana, '/communities/north/desk'))
  assert.match(desk, /Waiting to go out.*Jai.*expected out 9 Mar.*Kim.*9 Mar.*Lal.*16 Mar.*Ben.*16 Mar/s)
  const letter = await letterTo(world, ben, /it waits its turn/)
  assert.match(letter.text, /at most 2 queries a week/)
  assert.match(words(await world.page(ben, paths[5] ?? '')), /Place 4 in the queue, expected out on Monday 16 March/)

  await setMoment(world, '2026-03-09T10:00+05:30')
  await world.work()
  assert.deepEqual((await states(paths)).slice(2), ['gathering', 'gathering', 'queued', 'queued'])
  await setMoment(world, '2026-03-16T12:00+05:30')
  await world.work()
  assert.deepEqual((await states(paths)).slice(4), ['gathering', 'gathering'])
})

test('an urgent one passes the queue and takes no place in it', async () => {
  const [hema, ila, jai, kim] = members as [Actor, Actor, Actor, Actor]
  const paths = [await bring(hema), await bring(ila), await bring(jai)]
  const urgent = await bring(kim, { urgency: 'urgent' })

  assert.deepEqual(await states([...paths, urgent]), ['gathering', 'gathering', 'queued', 'gathering'])
})

test('two yeses at once do not both take the last place of the week (ASVS 2.3.4)', async () => {
  const [hema, ila, jai] = members as [Actor, Actor, Actor]
  await bring(hema)
  const paths = [await ask(world, ila), await ask(world, jai)]
  for (const path of paths) await shape(world, path)
  const forms = await Promise.all(
    [ila, jai].map(async (asker, at) => {
      const action = `${paths[at]}/agreement`
      return { asker, action, fields: { ...hiddenFields(await world.page(asker, action), action), answer: 'ok' } }
    }),
  )

  await Promise.all(forms.map(({ asker, action, fields }) => world.send(asker, action, fields)))

  assert.deepEqual((await states(paths)).sort(), ['gathering', 'queued'])
})

test('one who withdraws while she waits gives her place to the next', async () => {
  const [hema, ila, jai, kim] = members as [Actor, Actor, Actor, Actor]
  const paths = [await bring(hema), await bring(ila), await bring(jai), await bring(kim)]
  await world.submit(jai, `${paths[2]}/withdrawal`, `${paths[2]}/withdrawal`)

  await setMoment(world, '2026-03-09T10:00+05:30')
  await world.work()

  assert.deepEqual(await states(paths), ['gathering', 'gathering', 'withdrawn', 'gathering'])
})

test('each member has it as she chose: each by mail, the web and a pause none; not the neighbour, not its asker', async () => {
  const { db, ben, cho, dee, eve, gus } = world
  const [hema] = members as [Actor]
  const deliver = (person_id: number, to: object) =>
    db.updateTable('membership').set(to).where('person_id', '=', person_id).execute()
  await deliver(dee.id, { delivery: 'web' })
  await deliver(hema.id, { paused_until: '2026-04-01' })
  const asked = async (reader: Actor) =>
    (await world.mailsTo(reader)).filter(({ subject }) => /\] Query: How did/.test(subject)).length
  const before = await Promise.all([cho, dee, hema, ben, eve, gus].map(asked))

  await postQuery(world, ben)

  const after = await Promise.all([cho, dee, hema, ben, eve, gus].map(asked))
  assert.deepEqual(
    after.map((count, at) => count - (before[at] ?? 0)),
    [1, 0, 0, 0, 0, 0],
  )
  await deliver(dee.id, { delivery: 'each' })
  await deliver(hema.id, { paused_until: null })
})

test('an asker who stands with her organisation only, or without a name, is named nowhere', async () => {
  const { cho } = world
  const [hema, ila] = members as [Actor, Actor]
  const named = await postQuery(world, world.ben)
  assert.match(await world.page(cho, named), /Ben/)
  for (const [asker, attribution, shown] of [
    [hema, 'organisation', 'Office of Hema'],
    [ila, 'unattributed', 'A member of North'],
  ] as const) {
    const context = `The tanks of ${attribution} rust.`
    const path = await postQuery(world, asker, { attribution, urgency: 'urgent', context })
    const page = await world.page(cho, path)
    const { raw } = (await world.mailsTo(cho)).filter((one) => one.raw.includes(path)).at(-1) ?? { raw: '' }
    const search = await world.page(cho, `/search?q=tanks+${attribution}`)
    assert.match(search, /rust/)
    assert.match(page, new RegExp(shown))
    assert.ok(raw.includes(shown))
    for (const html of [page, raw.replace(/=\r?\n/g, ''), search]) {
      assert.doesNotMatch(html.replaceAll(shown, ''), new RegExp(`${asker.name}|${asker.key}|${asker.address}`))
    }
  }
  await pass(world)
})
