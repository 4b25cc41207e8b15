import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { openInbound, reply } from '../../../../test/support/inbound.ts'
import { MAIL_DOMAIN } from '../../../../test/support/mail.ts'
import { readHeldKey } from '../tokens.ts'
import { findHeld, ignoreHeld, releaseHeld } from './held.ts'

const world = await openInbound()
const { ana, ben, guarded, db, north, mail, work, states, lettersSent } = world
after(() => world.close())
beforeEach(() => world.empty())

const toNorth = `north@${MAIL_DOMAIN}`

test('an answer from another address waits, and the person we wrote to is asked once', async () => {
  await mail({ from: 'ana.private@people.example', messageId: '<1@x.example>' })
  await mail({ from: ben.address, messageId: '<2@x.example>' })

  assert.deepEqual(await world.taken(), [])
  assert.deepEqual(await states(), ['held: other-sender', 'held: other-sender'])
  const [asked, ...more] = await lettersSent()
  assert.deepEqual([asked?.to_address, asked?.subject, more.length], [ana.address, 'Is this mail yours?', 0])
  assert.match(asked?.text ?? '', /From: {5}ana\.private@people\.example/)
  assert.match(String(asked?.raw), /^Auto-Submitted: auto-replied/m)
})

test('what she confirms on the page goes its way; what she does not stays', async () => {
  await mail({ from: 'ana.private@people.example' })
  const [asked] = await lettersSent()
  const key = /https:\/\/copse\.example\/mail\/held\/(\w+)/.exec(asked?.text ?? '')?.[1] ?? ''
  const held = await findHeld(db, key)
  assert.deepEqual([held.id, held.text], [readHeldKey(key), 'We let the women keep the keys.'])
  await assert.rejects(() => findHeld(db, `${key}0`))

  assert.equal(await releaseHeld(db, held.id), true)
  await work()
  assert.deepEqual(
    (await world.taken()).map(({ person_id }) => person_id),
    [ana.id],
  )
  assert.equal(await ignoreHeld(db, held.id), false)
  await assert.rejects(() => findHeld(db, key))
})

test('a forged From is held: with a stolen reply address she is asked, to the community a moderator looks', async () => {
  await mail({ from: 'g@guarded.example', to: reply(guarded) })
  await mail({ from: 'g@guarded.example', to: toNorth })

  assert.deepEqual(await world.taken(), [])
  assert.deepEqual(await states(), ['held: unproven', 'held: unproven'])
  assert.deepEqual(
    (await lettersSent()).map(({ to_address }) => to_address),
    ['g@guarded.example'],
  )

  const [, toCommunity] = await world.inbound()
  assert.equal(toCommunity?.community_id, north)
  await releaseHeld(db, toCommunity?.id ?? 0)
  await work()
  assert.deepEqual(
    (await world.taken()).map(({ person_id, receiver }) => [person_id, receiver]),
    [[guarded.id, 'community']],
  )
})

test('mail to the keeper of the machine waits for one', async () => {
  await mail({ from: 'abuse-desk@elsewhere.example', to: `postmaster@${MAIL_DOMAIN}` })

  assert.deepEqual(await states(), ['held: unaddressed'])
})
