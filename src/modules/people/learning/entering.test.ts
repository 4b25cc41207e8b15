import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenFields, openWorld, plantMember, plantRole, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'

const PROGRAMME = '/programmes/cmctp'
const PAGE = `${PROGRAMME}/cohorts`

let world: World
before(async () => {
  world = await openWorld()
  const { db, gus, network } = world
  await sql`insert into programme (key, name) values ('cmctp', '{"en":"Mid-career programme"}')`.execute(db)
  await plantMember(db, gus.id, network.id)
  await plantRole(db, gus.id, network.id, 'administrator')
})
after(() => world.close())

const count = async () => (await world.db.selectFrom('cohort').select('id').execute()).length

test('the administrator enters the cohort of a year, and members find people by it', async () => {
  const { gus, ben } = world
  assert.match(words(await world.page(gus, PROGRAMME)), /Enter a cohort/)
  const answer = await world.submit(gus, PAGE, PAGE, {
    name: 'CMCTP 2003',
    starts_on: '2003-01-06',
    ends_on: '2003-02-14',
  })
  assert.equal(answer.headers.get('location'), '/cohorts/cmctp-2003?saved')
  assert.match(words(await world.page(ben, PROGRAMME)), /CMCTP 2003 6 Jan 2003 to 14 Feb 2003/)
  assert.match(words(await world.page(ben, '/people')), /CMCTP 2003/)
})

test('pressed twice it is one; the same name, a day before the first and no name come back', async () => {
  const { gus } = world
  const before = await count()
  const fields = { ...hiddenFields(await world.page(gus, PAGE), PAGE), name: 'बैच २००४' }
  const [one, two] = [await world.send(gus, PAGE, fields), await world.send(gus, PAGE, fields)]
  assert.equal(one.headers.get('location'), two.headers.get('location'))
  assert.equal((await world.submit(gus, PAGE, PAGE, { name: 'cmctp 2003' })).status, 409)
  const turned = { name: 'CMCTP 2005', starts_on: '2005-02-01', ends_on: '2005-01-01' }
  assert.equal((await world.submit(gus, PAGE, PAGE, turned)).status, 409)
  const wrong = await world.submit(gus, PAGE, PAGE, { name: '', starts_on: 'soon' })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /Write its name[\s\S]*value="soon"/)
  assert.equal(await count(), before + 1)
})

test('a coordinator, a member and a visitor enter none', async () => {
  const { ana, eve } = world
  const before = await count()
  for (const other of [ana, eve]) {
    assert.doesNotMatch(words(await world.page(other, PROGRAMME)), /Enter a cohort/)
    assert.equal((await world.request(other, PAGE)).status, 404)
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    assert.equal((await world.send(other, PAGE, { csrf, name: 'Ours' })).status, 404)
  }
  assert.match((await world.request(null, PAGE)).headers.get('location') ?? '', /^\/sign-in/)
  assert.equal(await count(), before)
})
