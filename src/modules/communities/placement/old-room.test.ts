import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { nobody } from '../../../platform/viewer.ts'
import { startTalk } from '../../conversations/index.ts'
import { recordPosting } from '../../people/index.ts'
import { findCommunityById } from '../reads.ts'
import { areaId, plantMap } from '../regions/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMap(world)
  await world.db
    .updateTable('membership')
    .set({ because: 'posting' })
    .where('community_id', '=', world.north.id)
    .execute()
})
after(() => world.close())

async function say(title: string) {
  const community = await findCommunityById(world.db, world.north.id)
  await startTalk(world.db, await world.ana.viewer(), community, { title, body: `Words of ${title}, for North alone.` })
}

async function askToMove({ id }: Actor) {
  const area_id = await areaId(world, 'IN-KA')
  await world.db
    .transaction()
    .execute((tx) =>
      recordPosting(tx, nobody('page'), id, { designation: null, organisation: 'Roads', area_id, since: null }, 'self'),
    )
  await world.work()
}

async function move(actor: Actor) {
  const answer = await world.submit(actor, '/me/transfer', '/me/transfer', { answer: 'yes' })
  assert.equal(answer.status, 303)
}

const lettersOf = async (actor: Actor, title: string) =>
  (await world.mailsTo(actor)).filter(({ text }) => text.includes(title)).length

test('a letter of the old room that waits in the outbox reaches her no more, and reaches who stayed', async () => {
  const { ben, cho } = world
  await askToMove(ben)
  await say('Tanks')
  // The post is handed to the outbox, and held there.
  await sql`create function hold() returns trigger language plpgsql as 'begin new.send_after := now() + interval ''1 hour''; return new; end'`.execute(
    world.db,
  )
  await sql`create trigger hold before insert on outbox for each row execute function hold()`.execute(world.db)
  await world.travel('5 minutes')
  await world.work()
  const waiting = await world.db
    .selectFrom('outbox')
    .select('id')
    .where('person_id', '=', ben.id)
    .where('state', '=', 'waiting')
    .execute()
  assert.ok(waiting.length > 0)
  await sql`drop trigger hold on outbox`.execute(world.db)

  await move(ben)
  await world.travel('2 hours')
  await world.work()

  assert.equal(await lettersOf(ben, 'Tanks'), 0)
  assert.equal(await lettersOf(cho, 'Tanks'), 1)
})

test('a digest that was planned before the move holds nothing of the old room', async () => {
  const { cho, dee, db } = world
  for (const reader of [cho, dee]) {
    const chosen = await world.submit(reader, '/me/mail', '/me/mail/north', { delivery: 'digest' })
    assert.equal(chosen.status, 303)
  }
  await askToMove(cho)
  await say('Pumps')
  await world.travel('5 minutes')
  await world.work()
  await db.updateTable('session').set({ seen_at: sql<Date>`app_now()` }).execute()

  await move(cho)
  await world.travel('3 days')
  await world.work()

  assert.equal(await lettersOf(cho, 'Pumps'), 0)
  assert.equal(await lettersOf(dee, 'Pumps'), 1)
})
