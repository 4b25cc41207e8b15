import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openWorld, proveFor, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { nobody } from '../../../platform/viewer.ts'
import { resetFactors } from '../../people/index.ts'
import { makeCodes, plantKeeper, seen, setUpApp, signedInAnew } from '../../people/second-factor/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const PAGE = '/network/administrators'
const idOf = ({ id }: { id: number }) => ({ person_id: String(id) })

test('ASVS 6.4.4: one who lost all begins anew when another administrator lets her, and she is told', async () => {
  const [nia, ola] = [await plantKeeper(world, 'Nia'), await plantKeeper(world, 'Ola')]
  const { keeper } = await setUpApp(world, nia)
  const codes = await makeCodes(world, keeper)
  await proveFor(world.db, ola.id)
  assert.match(await seen(world, ola, PAGE), /Has a second factor Nia .*Has no second factor yet Ola/)

  const answer = await world.submit(ola, PAGE, `${PAGE}/reset`, idOf(nia))

  assert.equal(answer.headers.get('location'), `${PAGE}?saved`)
  assert.equal((await world.request(keeper, '/today')).status, 303, 'she is signed out')
  await world.work()
  const letter = await world.lastMailTo(nia)
  assert.match(letter.subject, /Your passkeys and your second factor were taken away/)
  assert.match(letter.text, /Another administrator did it/)
  const anew = await signedInAnew(world, nia)
  assert.match(await seen(world, anew, '/me/second-factor'), /Set up your second factor/)
  const { csrf = '' } = { csrf: /name="csrf" value="([^"]+)"/.exec(await world.page(anew, '/me'))?.[1] }
  assert.equal((await world.send(anew, '/me/second-factor', { csrf, code: codes[0] ?? '' })).status, 422)
  const fact = world.db.selectFrom('activity').select(['actor_id', 'subject_id'])
  assert.deepEqual(await fact.where('verb', '=', 'second_factor.reset').execute(), [
    { actor_id: ola.id, subject_id: nia.id },
  ])
})

test('nobody else may: not a member, not one unproven, not for herself, not for who keeps nothing', async () => {
  const [pam, qui] = [await plantKeeper(world, 'Pam'), await plantKeeper(world, 'Qui')]
  const { keeper } = await setUpApp(world, pam)
  const reset = async (by: typeof pam, of: { id: number }) => {
    const { csrf = '' } = { csrf: /name="csrf" value="([^"]+)"/.exec(await world.page(by, '/me'))?.[1] }
    return world.send(by, `${PAGE}/reset`, { csrf, ...idOf(of) })
  }
  assert.equal((await reset(world.ana, pam)).status, 404)
  assert.equal((await world.request(world.ana, PAGE)).status, 404)
  assert.match((await reset(qui, pam)).headers.get('location') ?? '', /^\/me\/second-factor/)
  assert.equal((await reset(keeper, pam)).status, 409)
  assert.equal((await reset(keeper, world.ben)).status, 404)
  assert.equal((await world.request(world.ben, '/today')).status, 200)
  assert.equal((await world.request(keeper, PAGE)).status, 200)
})

test('on the server it is done without anybody, and the letter says so', async () => {
  const rex = await plantKeeper(world, 'Rex')
  await setUpApp(world, rex)

  await resetFactors(world.db, nobody('job'), rex.id)

  await world.work()
  assert.match((await world.lastMailTo(rex)).text, /It was done on the server, and you are signed out everywhere/)
  assert.match(await seen(world, await signedInAnew(world, rex), '/me/second-factor'), /Set up your second factor/)
})

test('ASVS 6.4.4: an account of her organisation signs her in no more, since its holder could set up a factor in her place', async () => {
  const tia = await plantKeeper(world, 'Tia')
  await sql`insert into identity (person_id, issuer, subject) values (${tia.id}, 'https://id.example', 'tia'),
    (${world.ben.id}, 'https://id.example', 'ben')`.execute(world.db)

  await resetFactors(world.db, nobody('job'), tia.id)

  const left = await world.db.selectFrom('identity').select('person_id').execute()
  assert.deepEqual(left, [{ person_id: world.ben.id }])
})
