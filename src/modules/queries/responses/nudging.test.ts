import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { type Actor, hiddenFields, openWorld, plantMember, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import {
  agree,
  clear,
  findRow,
  letterTo,
  pass,
  postQuery,
  respond,
  setMoment,
  startOver,
  wording,
  words,
} from '../builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(async () => {
  const { db } = world
  await startOver(world)
  await db.deleteFrom('nudge').execute()
  await db.deleteFrom('declared_topic').execute()
  await db.deleteFrom('query_topic').execute()
})

/** Topic 1 is water, 2 is schools. */
const declare = (person: Actor, topic_id: number) =>
  world.db.insertInto('declared_topic').values({ person_id: person.id, topic_id }).execute()

async function nudge(path: string, ask: Actor[], by = world.ana) {
  const at = `${path}/nudges`
  const page = await world.page(by, at)
  const shown = [...page.matchAll(/name="shown" value="(\d+)"/g)].map(([, id]) => id ?? '')
  return world.send(by, at, { ...hiddenFields(page, at), shown, ask: ask.map(({ id }) => String(id)) })
}

const suggested = async (path: string, by = world.ana) => {
  const page = words(await world.page(by, `${path}/nudges`))
  return page.slice(page.indexOf('Who may know'), page.indexOf('Keys /'))
}
const count = async (reader: Actor) =>
  (await world.mailsTo(reader)).filter(({ subject }) => /May we ask you/.test(subject)).length

test('who declared a topic or answered it before may know, each with one sentence of evidence', async () => {
  const { ben, cho, dee, rao } = world
  const earlier = await postQuery(world, ben, { title: 'Who cleans the tanks?' })
  await respond(world, cho, earlier, 'The women of the group do.')
  await pass(world)
  await clear(world)
  await declare(cho, 1)
  await declare(dee, 1)
  await declare(rao, 2)

  const path = await postQuery(world, ben)

  const page = await suggested(path)
  assert.match(page, /Cho, Office of Cho can be asked about Water; answered “Who cleans the tanks\?”/)
  assert.match(page, /Dee, Office of Dee can be asked about Water/)
  assert.ok(page.indexOf('Cho,') < page.indexOf('Dee,'), 'most reasons first')
  assert.doesNotMatch(page, /Rao,|Ben,/)
  assert.match(page, /There is no response yet\. A call to one person works better/)
})

test('who is asked has one mail that says why her; her answer is a response', async () => {
  const { ben, cho, dee } = world
  await declare(cho, 1)
  await declare(dee, 1)
  const path = await postQuery(world, ben)
  const before = [await count(cho), await count(dee)]

  const answer = await nudge(path, [cho])
  await world.work()

  assert.equal(answer.headers.get('location'), `${path}/nudges?nudged`)
  assert.deepEqual([await count(cho), await count(dee)], [(before[0] ?? 0) + 1, before[1]])
  const letter = await letterTo(world, cho, /May we ask you: How did you keep/)
  assert.match(letter.text, /Dear Cho, a colleague in North.*Why you: can be asked about Water/s)
  assert.match(letter.text, /1\. Who calls the meeting\?|Who calls the meeting\?/)
  await world.reply(cho, 'The sarpanch calls it.', letter)
  await pass(world)
  assert.match(words(await world.page(dee, path)), /One response .*Cho .*The sarpanch calls it/)
  const page = await suggested(path)
  assert.match(page, /Asked already Cho can be asked about Water/)
  assert.doesNotMatch(page, /Dee, Office/, 'struck out, and for good')
})

test('who has answered, is paused or has stopped mail is not asked by name', async () => {
  const { ana, ben, cho, dee, rao, db } = world
  for (const one of [cho, dee, rao]) await declare(one, 1)
  const path = await postQuery(world, ben)
  assert.match(await suggested(path), /Rao,.*Cho,.*Dee,/)
  await respond(world, cho, path, 'I know this.')
  const set = (person: Actor, to: object) =>
    db.updateTable('membership').set(to).where('person_id', '=', person.id).execute()
  await set(dee, { paused_until: '2026-04-01' })
  await set(rao, { delivery: 'web' })

  assert.match(await suggested(path), /There is nobody left to ask by name/)
  const before = await count(rao)
  const at = `${path}/nudges`
  const { csrf = '' } = hiddenFields(await world.page(ana, '/me/mail'), '/sign-out')
  await world.send(ana, at, { csrf, shown: String(rao.id), ask: String(rao.id) })
  await world.work()
  assert.equal(await count(rao), before)
  await set(dee, { paused_until: null })
  await set(rao, { delivery: 'each' })
})

test('nobody is asked twice within 14 days, by whichever query; after that she may be', async () => {
  const { ana, ben, cho, dee } = world
  await declare(cho, 1)
  const first = await postQuery(world, ben)
  await nudge(first, [cho])
  const second = await postQuery(world, dee, { urgency: 'long' })

  assert.doesNotMatch(await suggested(second), /Cho,/)
  const at = `${second}/nudges`
  const { csrf = '' } = hiddenFields(await world.page(ana, '/me/mail'), '/sign-out')
  await world.send(ana, at, { csrf, once: 'by-hand-1', shown: String(cho.id), ask: String(cho.id) })
  const { id } = await findRow(world, second)
  assert.deepEqual(await world.db.selectFrom('nudge').select('state').where('query_id', '=', id).execute(), [])

  await setMoment(world, '2026-03-16T09:05+05:30')
  assert.match(await suggested(second), /Cho,/)
  await nudge(second, [cho])
  assert.deepEqual(await world.db.selectFrom('nudge').select('state').where('query_id', '=', id).execute(), [
    { state: 'sent' },
  ])
})

test('two communities that think of the same two at once ask each of them once, and neither waits for ever', async () => {
  const { ana, ben, cho, dee, eve, fay, south, db } = world
  for (const one of [cho, dee]) {
    await declare(one, 1)
    await plantMember(db, one.id, south.id)
  }
  const north = await postQuery(world, ben)
  const before = (await count(cho)) + (await count(dee))
  const southern = await postInSouth(fay, eve)

  const { answers: sent } = await whileHeld(cho, 2, () => ({
    answers: Promise.all([nudge(north, [cho, dee], ana), nudge(southern, [dee, cho], eve)]),
  }))
  const answers = await sent
  await world.work()

  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await count(cho)) + (await count(dee)), before + 2)
  await db
    .deleteFrom('membership')
    .where('community_id', '=', south.id)
    .where('person_id', 'in', [cho.id, dee.id])
    .execute()
})

test('a press repeated asks once more nobody', async () => {
  const { ana, ben, cho } = world
  await declare(cho, 1)
  const path = await postQuery(world, ben)
  const before = await count(cho)
  const at = `${path}/nudges`
  const fields = { ...hiddenFields(await world.page(ana, at), at), shown: String(cho.id), ask: String(cho.id) }

  await Promise.all([world.send(ana, at, fields), world.send(ana, at, fields)])
  await world.send(ana, at, { ...fields, once: 'pressed-again' })
  await world.work()

  assert.equal(await count(cho), before + 1)
})

test('only the desk of its own community sees who may know, and asks', async () => {
  const { ana, ben, cho, eve, fay, gus, dee } = world
  await declare(cho, 1)
  const path = await postQuery(world, ben)
  const before = await count(cho)
  for (const other of [ben, dee, eve, fay, gus]) {
    assert.equal((await world.request(other, `${path}/nudges`)).status, 404, other.name)
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    const { status } = await world.send(other, `${path}/nudges`, { csrf, shown: String(cho.id), ask: String(cho.id) })
    assert.ok([403, 404].includes(status), other.name)
  }
  await world.work()
  assert.equal(await count(cho), before)

  assert.equal((await nudge(path, [cho], ana)).status, 303)
})

test('when the query has closed nobody is asked any more', async () => {
  const { ana, ben, cho } = world
  await declare(cho, 1)
  const path = await postQuery(world, ben)
  const at = `${path}/nudges`
  const fields = { ...hiddenFields(await world.page(ana, at), at), shown: String(cho.id), ask: String(cho.id) }
  await world.submit(ana, path, `${path}/closing`)

  const answer = await world.send(ana, at, fields)

  assert.equal(answer.status, 409)
  assert.match(words(await answer.text()), /This query is closed to responses now/)
})

test('the page asks the database no more for three who may know than for one', async () => {
  const { ana, ben, cho, dee, rao } = world
  await declare(cho, 1)
  const path = await postQuery(world, ben)
  await world.page(ana, `${path}/nudges`)
  const one = await countStatements(() => world.page(ana, `${path}/nudges`))
  await declare(dee, 1)
  await declare(rao, 1)

  assert.equal(await countStatements(() => world.page(ana, `${path}/nudges`)), one)
})

/** Begins something and lets it go on only when so many wait for their turn with this person: each has chosen by then. */
function whileHeld<T>({ id }: Actor, waiters: number, begin: () => T): Promise<T> {
  return world.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('nudge'), ${id}::int)`.execute(tx)
    const begun = begin()
    for (let waiting = 0; waiting < waiters; ) {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`.execute(tx)
      waiting = rows[0]?.count ?? 0
    }
    return begun
  })
}

/** A query of South that is out, about water. */
async function postInSouth(asker: Actor, desk: Actor): Promise<string> {
  const at = '/communities/south/queries/new'
  const asked = await world.submit(asker, at, at, { text: 'Who repairs the pumps of the south?' })
  const path = asked.headers.get('location')?.split('?')[0] ?? ''
  await world.submit(desk, `${path}/shape`, `${path}/shape`, wording)
  await agree(world, asker, path)
  await world.work()
  return path
}
