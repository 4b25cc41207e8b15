import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { temporaryFolder } from '../../../../test/support/folders.ts'
import { openWorld, type World } from '../../../../test/world.ts'
import { inviteByCommand } from '../index.ts'

let world: World
const folder = temporaryFolder()
before(async () => {
  world = await openWorld()
  await world.db.insertInto('cohort').values({ key: 'cmctp-2001', name: '{"en":"Batch of 2001"}' }).execute()
})
after(() => world.close())

/** What the terminal shows, and the exit code. */
async function run(content: string, ...given: string[]) {
  const file = join(folder, 'people.csv')
  writeFileSync(file, content)
  const said: string[] = []
  const { log, error } = console
  console.log = console.error = (line: string) => said.push(line)
  const progress: string[] = []
  const screen = { show: (done: number, of: number) => progress.push(`${done} of ${of}`), clear: () => {} }
  const code = await inviteByCommand(world.db, [file, ...given], screen).finally(() => {
    console.log = log
    console.error = error
  })
  return { code, said: said.join('\n'), progress }
}

const people = 'name,address\nIna Negi,ina@example.org\nBen,ben@example.org\nOm,om at home\n'

test('without --yes it shows what would happen and sends nothing; with it each is invited once, whoever sends it again', async () => {
  const look = await run(people, '--community', 'north', '--cohort', 'cmctp-2001')
  assert.equal(look.code, 0)
  assert.match(
    look.said,
    /line 3: Ben \(known already\): Is a member already\.\nline 4: Om \(with a fault\): That is no mail address\./,
  )
  assert.match(look.said, /1 can be invited to North, 1 with a fault, 1 known already\nNothing is sent\./)
  await world.work()
  assert.deepEqual(await world.mailsTo('ina@example.org'), [])

  const sent = await run(people, '--community', 'north', '--cohort', 'cmctp-2001', '--yes')
  assert.deepEqual([sent.code, sent.progress], [0, ['0 of 1', '1 of 1']])
  assert.match(sent.said, /1 invited\./)
  const again = await run(people, '--community', 'north', '--yes')
  assert.match(again.said, /line 2: Ina Negi \(known already\): Was invited before.*\n.*\n.*\n0 can be invited/)
  await world.work()

  const mails = await world.mailsTo('ina@example.org')
  assert.deepEqual(
    mails.map(({ subject }) => subject),
    ['[North] Ana invites you to North'],
  )
  await world.reply({ ...world.gus, name: 'Ina Negi', address: 'ina@example.org' }, 'YES')
  await world.work()
  assert.equal((await world.db.selectFrom('cohort_person').select('person_id').execute()).length, 1)
})

test('what is missing or wrong is said in words, with an exit code', async () => {
  assert.match((await run(people)).said, /copse invite FILE --community NAME/)
  assert.equal((await run(people)).code, 64)
  assert.deepEqual(await run(people, '--community', 'nowhere'), {
    code: 65,
    said: 'There is no community nowhere.',
    progress: [],
  })
  assert.match((await run(people, '--community', 'north', '--cohort', 'x')).said, /There is no cohort x/)
  assert.match((await run('a,b\n1,2', '--community', 'north')).said, /needed are name and address/)
  assert.equal(await inviteByCommand(world.db, ['/nowhere.csv', '--community', 'north'], { show() {}, clear() {} }), 66)
})
