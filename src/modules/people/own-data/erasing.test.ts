import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantRole, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('she asks, gives the code, is told what stays, and may undo it', async () => {
  const { dee } = world
  await ask(dee)
  const told = await world.lastMailTo(dee)
  assert.match(told.subject, /^Your data is erased on/)
  assert.match(told.text, /former member/)
  assert.match(await world.page(dee, '/me/data'), /You asked to have your data erased/)
  const undone = await world.submit(dee, '/me/data', '/me/data/erasure/undo')
  assert.equal(undone.status, 303)
  await world.travel('25 hours')
  await world.work()
  assert.equal(await stateOf(dee), 'active')
})

test('a backup of the hours in which she could undo it does not erase her', async () => {
  const { dee } = world
  await sql`update erasure set ended_at = null, due_at = app_now() where person_id = ${dee.id} and proven_at is not null`.execute(
    world.db,
  )
  await sql`update clock set worked_at = null, due_at = app_now() where kind = 'people.erasure'`.execute(world.db)
  await world.work()
  assert.equal(await stateOf(dee), 'active')
})

test('an administrator gives her second factor first, and the only one hands over', async () => {
  const { eve, network } = world
  await plantMember(world.db, eve.id, network.id)
  await plantRole(world.db, eve.id, network.id, 'administrator')
  const alone = await world.submit(eve, '/me/data', '/me/data/erasure')
  assert.equal(alone.status, 422)
  assert.match(await alone.text(), /the only administrator/)
  await sql`update session set proven_at = null where person_id = ${eve.id}`.execute(world.db)
  const unproven = await world.submit(eve, '/me/data', '/me/data/erasure')
  assert.match(unproven.headers.get('location') ?? '', /^\/me\/second-factor/)
})

test('a wrong code does nothing, and a code counts five tries', async () => {
  const { fay } = world
  await world.submit(fay, '/me/data', '/me/data/erasure')
  await world.work()
  const code = await codeFor(fay)
  const wrong = code === '111111' ? '222222' : '111111'
  for (let tries = 0; tries < 5; tries++) assert.equal((await give(fay, wrong)).status, 422)
  assert.equal((await give(fay, code)).status, 422)
  assert.match(await world.page(fay, '/me/data'), /Erase my data/)
})

test('within a day she is gone: she cannot come in, her mail is that of a stranger, and her words stand by a former member', async () => {
  const { ben, cho } = world
  const path = '/communities/north/talk'
  await world.submit(ben, path, path, { title: 'Pumps', body: 'The pumps stand still in May.' })
  await world.work()
  await world.travel('5 minutes')
  await world.work()
  const letter = await world.lastMailTo(cho)
  await world.reply(cho, 'Ours do too.')
  await world.work()
  await world.travel('6 minutes')
  await world.work()
  const answered = await world.lastMailTo(ben)
  await ask(ben)
  await world.travel('12 hours')
  await world.work()

  assert.equal(await stateOf(ben), 'erased')
  assert.match((await world.request(ben, '/me/data')).headers.get('location') ?? '', /^\/sign-in/)
  const { rows } = await sql<{ key: string }>`select key from thread where title = 'Pumps'`.execute(world.db)
  const shown = await world.page(cho, `${path}/${rows[0]?.key}`)
  assert.match(shown, /A former member/)
  assert.doesNotMatch(shown, /\bBen\b/)
  const count = async () =>
    (await sql<{ count: number }>`select count(*)::int as count from post`.execute(world.db)).rows[0]?.count
  const before = await count()
  const sent = (await world.mailsTo(ben.address)).length
  await world.reply(ben, 'One more word.', answered).catch(() => {})
  await world.work()
  assert.equal(await count(), before)
  assert.equal((await world.mailsTo(ben.address)).length, sent)
  assert.ok(letter)
})

test('who alone coordinates, or alone keeps the network, hands over first', async () => {
  const { ana, rao } = world
  const refused = await world.submit(ana, '/me/data', '/me/data/erasure')
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /You alone coordinate North/)
  await plantRole(world.db, rao.id, world.north.id, 'coordinator')
  await ask(ana)
  const next = await world.submit(rao, '/me/data', '/me/data/erasure')
  assert.match(await next.text(), /You alone coordinate North/)
})

async function ask(who: World['ben']) {
  const asked = await world.submit(who, '/me/data', '/me/data/erasure')
  assert.equal(asked.status, 303, await asked.text())
  await world.work()
  assert.equal((await give(who, await codeFor(who))).status, 303)
  await world.work()
}

const give = (who: World['ben'], code: string) =>
  world.submit(who, '/me/data/erasure', '/me/data/erasure/code', { code })

async function codeFor(who: World['ben']): Promise<string> {
  return /^(\d{6}) is your code/.exec((await world.lastMailTo(who)).subject)?.[1] ?? ''
}

async function stateOf({ id }: { id: number }) {
  const { rows } = await sql<{ state: string }>`select state from person where id = ${id}`.execute(world.db)
  return rows[0]?.state
}
