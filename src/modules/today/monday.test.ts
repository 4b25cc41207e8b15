import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { ask, monday, setMoment } from '../queries/builders.ts'
import { planMondays } from './monday.ts'

let world: World
before(async () => {
  world = await openWorld()
  await setMoment(world, monday)
  await planMondays(world.db)
})
after(() => world.close())

const notesOf = async (name: 'ana' | 'eve' | 'rao' | 'ben') =>
  (await world.mailsTo(world[name])).filter(({ subject }) => /^This week/.test(subject))

/** Monday 9 March 2026 at this time in India. */
const nextMonday = async (time: string, day = '09') => {
  await setMoment(world, `2026-03-${day}T${time}+05:30`)
  await world.work()
}

test('on Monday morning a coordinator reads what waits, and nobody else; where nothing waits none comes', async () => {
  const { ben } = world
  await ask(world, ben)
  await nextMonday('06:50')
  assert.deepEqual(await notesOf('ana'), [])

  await nextMonday('07:10')

  const [note, ...more] = await notesOf('ana')
  assert.deepEqual(more, [])
  assert.match(note?.subject ?? '', /one thing waits/)
  assert.match(
    note?.text ?? '',
    /To shape:.*You work the desk of North.*Shape it:\nhttp:\/\/copse\.test\/communities\/north\/queries\/\w+\/shape/s,
  )
  assert.deepEqual([await notesOf('eve'), await notesOf('rao'), await notesOf('ben')], [[], [], []])
})

test('a reply is answered; “stop” stops exactly this note, and the settings have it again', async () => {
  const { ana } = world
  await world.reply(ana, 'I will do it', (await notesOf('ana'))[0])
  await world.work()
  assert.match((await world.lastMailTo(ana)).text, /did nothing: it speaks of several things/)

  await world.reply(ana, 'stop', (await notesOf('ana'))[0])
  await world.work()
  await nextMonday('07:10', '16')

  assert.equal((await notesOf('ana')).length, 1)
  await world.submit(ana, '/me/mail', '/me/monday-note', { wanted: 'yes' })
  await nextMonday('07:10', '23')
  assert.equal((await notesOf('ana')).length, 2)
})

test('one step stops it, without signing in', async () => {
  const { ana, db } = world
  const note = (await notesOf('ana')).at(-1)
  const link = /\/stop\/\w+/.exec(note?.text ?? '')?.[0] ?? ''
  assert.match(await world.page(null, link), /Stop: The Monday note/)
  await world.submit(null, link, link)

  const stops = await db.selectFrom('letter_stop').select(['person_id', 'letter']).execute()
  assert.deepEqual(stops, [{ person_id: ana.id, letter: 'today.monday' }])
})

test('only who looks after a community finds the note among her settings', async () => {
  assert.match(await world.page(world.ana, '/me/mail'), /Monday/)
  assert.doesNotMatch(await world.page(world.ben, '/me/mail'), /monday-note/)
})
