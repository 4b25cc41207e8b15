import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, plantPerson, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { nobody } from '../../platform/viewer.ts'
import { addMember, findCommunity } from '../communities/index.ts'
import { type ItemDocument, publishItem, recordUse } from '../library/index.ts'
import { atHour, choose, digestsOf, lastDigest, talk } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await atHour(world, 12)
  await choose(world, world.ben, 'digest')
  await declare(world.ben, 'water')
})
after(() => world.close())
beforeEach(() => atHour(world, 12))

const morning = () => atHour(world, 8)

function declare({ id }: Actor, topic: string) {
  return sql`insert into declared_topic (person_id, topic_id) select ${id}, id from topic where key = ${topic}`.execute(
    world.db,
  )
}

/** Somebody who can be asked about this comes into North. */
async function comes(name: string, topic: string) {
  const person = await plantPerson(world.db, name)
  await declare(person, topic)
  await world.db.transaction().execute(async (tx) => {
    await addMember(tx, nobody('job'), person.id, world.north.id)
  })
  await world.work()
  return person
}

const asker = { name: 'A member of North', line: '', key: null }
const document: ItemDocument = {
  ...{ language: 'en', compiled_by: [], summary: [], themes: [], agreement: [], disagreement: [] },
  ...{ watch_for: [], experiences: [], resources: [], contacts: [], further: '', responses: [], additional: [] },
  query: {
    ...{ title: 'Wells', kinds: [], asker, place: '', posted_on: '2026-03-02' },
    ...{ context: '', tried: '', purpose: '', sub_questions: [] },
  },
}

async function publish(title: string) {
  const community = await findCommunity(world.db, 'north')
  const viewer = await world.ana.viewer()
  return world.db.transaction().execute((tx) => publishItem(tx, viewer, { community, title, document, credits: [] }))
}

test('beside what is new stands one person to know: who came, and can be asked about what the reader can', async () => {
  const gita = await comes('Gita', 'water')
  await comes('Hari', 'schools')
  const hidden = await comes('Ira', 'water')
  await sql`update membership set listed = false where person_id = ${hidden.id}`.execute(world.db)
  await talk(world, world.ana, 'Sheds', 'Bamboo lasts.')
  await morning()

  const { subject, text } = await lastDigest(world, world.ben)
  assert.match(subject, /^\[North\] 1 message — /)
  assert.match(
    text,
    /Sheds.*A person to know: Gita\n-+\n+Gita \(Office of Gita\) is new here and can be asked about Water, as you can\./s,
  )
  assert.match(text, new RegExp(`/people/${gita.key}`))
  assert.doesNotMatch(text, /Hari|Ira/)
})

test('beside what is new stands one thing that was used, in the words of who used it; her own word is not told to her', async () => {
  const { ana, ben, cho, db } = world
  const [item, hers] = [await publish('Wells that last'), await publish('Wells that do not')]
  await morning()
  await atHour(world, 12)
  await recordUse(db, await cho.viewer(), item, { used: 'yes', line: 'We lined ours with brick.' })
  await recordUse(db, await ben.viewer(), hers, { used: 'yes', line: 'Mine fell in.' })
  await talk(world, ana, 'Roofs', 'Tin is loud.')
  await morning()

  const { text } = await lastDigest(world, ben)
  assert.match(
    text,
    /Roofs.*Used: Wells that last\n-+\n+Office of Cho: We lined ours with brick\..*Readable by the \d+ members of North/s,
  )
  assert.doesNotMatch(text, /Mine fell in/)
})

test('neither makes a digest by itself, and what was withdrawn is told by neither', async () => {
  const { ana, ben, cho, db } = world
  const before = (await digestsOf(world, ben)).length
  const item = await publish('Wells of old')
  await morning()
  const count = (await digestsOf(world, ben)).length
  assert.equal(count, before + 1)
  await atHour(world, 12)
  await recordUse(db, await cho.viewer(), item, { used: 'yes', line: 'We dug it out.' })
  await comes('Jaya', 'water')
  await morning()
  assert.equal((await digestsOf(world, ben)).length, count)

  await atHour(world, 12)
  await recordUse(db, await cho.viewer(), item, { used: 'yes', line: 'We dug it out again.' })
  await sql`update item set withdrawn_at = app_now() where id = ${item.id}`.execute(db)
  await talk(world, ana, 'Fences', 'Thorns.')
  await morning()
  assert.doesNotMatch((await lastDigest(world, ben)).text, /dug it out|Jaya/)
})
