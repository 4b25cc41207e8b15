import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, plantMember, plantRole, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { replyAddress } from '../../platform/mail/tokens.ts'
import { nobody } from '../../platform/viewer.ts'
import { recordPosting } from '../people/index.ts'
import { areaId, plantMap } from './regions/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMap(world)
  await plantMember(world.db, world.rao.id, world.network.id)
  await plantRole(world.db, world.rao.id, world.network.id, 'administrator')
})
after(() => world.close())

/** Everything that a reply could have changed. */
async function standing() {
  const { rows } = await sql<{ all: string }>`select concat_ws('|',
    (select string_agg(concat(person_id, ' ', community_id, ' ', state), ',' order by person_id, community_id) from membership),
    (select string_agg(concat(id, ' ', until), ',' order by id) from role),
    (select string_agg(concat(id, ' ', answer), ',' order by id) from transfer),
    (select string_agg(concat(id, ' ', state), ',' order by id) from community),
    (select count(*) from letter_stop)) as all`.execute(world.db)
  return rows[0]?.all
}

test('with the number of another’s matter in her own reply address nobody changes anything', async () => {
  const { ben, dee, db } = world
  await sql`update posting set until = app_now()`.execute(db)
  await db
    .transaction()
    .execute(async (tx) =>
      recordPosting(
        tx,
        nobody('page'),
        dee.id,
        { designation: null, organisation: 'Office', area_id: await areaId(world, 'IN-KA'), since: null },
        'self',
      ),
    )
  await world.work()
  const before = await standing()
  const codes = world.program.modules.flatMap(({ receivers = [] }) => receivers).map(({ code }) => code)
  const own = [6, 13, 14, 15, 40, 45].filter((code) => codes.includes(code))
  const transfers = codes.filter((code) => code >= 12)
  for (const receiver of new Set([...own, ...transfers]))
    for (let about = 1; about <= 8; about++) {
      const to = replyAddress({ person_id: ben.id, receiver, about, epoch: 0 })
      await world.mail(ben, to, 'Re: It', about % 2 ? 'YES' : 'NO').catch(() => {})
    }
  await world.work()

  assert.ok(transfers.length >= 5)
  assert.equal(await standing(), before)
  assert.match(before ?? '', /\|1 \|/, 'a question of a move waits')
})

test('two answers to one question of a move at one moment move her once', async () => {
  const { dee, db } = world
  const page = '/me/transfer'
  await Promise.all([
    world.submit(dee, page, page, { answer: 'yes' }),
    world.submit(dee, page, page, { answer: 'no' }),
    world.submit(dee, page, page, { answer: 'yes' }),
  ])
  const verbs = await db
    .selectFrom('activity')
    .select('verb')
    .where('verb', 'in', ['transfer.agreed', 'transfer.declined'])
    .execute()
  assert.equal(verbs.length, 1)
})

test('two administrators at the map at one moment: one is shown what the other did', async () => {
  const { rao, db } = world
  const page = '/network/regions/IN-PB'
  const seen = hiddenFields(await world.page(rao, page), page)
  const choose = (region_id: number, once: string) =>
    world.send(rao, page, { ...seen, once, region_id: String(region_id), since: '2099-01-01' })
  const answers = await Promise.all([choose(0, 'one-of-them'), choose(world.south.id, 'the-other-one')])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422])
  const rows = await db.selectFrom('region_area').select('area_id').where('since', '=', '2099-01-01').execute()
  assert.ok(rows.length <= 1)
})

test('a role is given to nobody who is no member, no higher one than can be given, and by no member', async () => {
  const { ana, ben, gus, db } = world
  const path = '/communities/north/roles'
  const csrf = async (actor: Actor) =>
    /name="csrf" value="([^"]+)"/.exec(await world.page(actor, '/me/mail'))?.[1] ?? ''
  const roles = async () => (await db.selectFrom('role').select('id').execute()).length
  const before = await roles()
  for (const [actor, fields, status] of [
    [ana, { who: 'Ben', role: 'administrator' }, 422],
    [ana, { who: 'Gus', role: 'core' }, 422],
    [ana, { who: 'Fay', role: 'core' }, 422],
    [ben, { who: 'Ben', role: 'coordinator' }, 403],
    [gus, { who: 'Gus', role: 'coordinator' }, 404],
  ] as const)
    assert.equal((await world.send(actor, path, { ...fields, csrf: await csrf(actor) })).status, status)
  assert.equal(await roles(), before)
  assert.equal(
    (
      await world.send(ana, path, {
        who: 'Ben',
        role: 'core',
        by_id: '1',
        person_id: String(gus.id),
        csrf: await csrf(ana),
      })
    ).status,
    303,
  )
  const given = await db
    .selectFrom('role')
    .select(['person_id', 'by_id'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  assert.deepEqual(given, { person_id: ben.id, by_id: ana.id })
})
