import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { greeting, openInbound, reply } from '../../../../test/support/inbound.ts'
import { post } from '../../outbox.ts'
import { bounceAddress } from '../tokens.ts'

const world = await openInbound()
const { ben, cho, db, work, states, lettersSent } = world
after(() => world.close())
beforeEach(() => world.empty())

test('a bounce to the return path of a letter is noted for its reader, and posts nothing', async () => {
  await post(db, greeting, { to: ben.id, about: 1 })
  const [row] = await world.outbox()
  await bounce(bounceAddress(row?.id ?? 0), ben.address)

  assert.deepEqual(await world.rows('bounced'), [{ person_id: ben.id, hard: true, status: '5.1.1' }])
  assert.deepEqual(await states(), ['ignored: bounce'])
  assert.deepEqual([await world.taken(), (await lettersSent()).length], [[], 1])
})

test('a bounce to a reply address rests nobody’s address: whoever was passed the letter could write it', async () => {
  for (const failed of [cho.address, ben.address]) await bounce(reply(ben), failed)

  assert.deepEqual(await world.rows('bounced'), [])
  assert.deepEqual((await states())[0], 'ignored: bounce')
})

const report = (failed: string, status = '5.1.1') => `From: MAILER-DAEMON@mx.people.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x

I'm sorry to have to inform you that your message could not be delivered.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.people.example

Final-Recipient: rfc822; ${failed}
Action: failed
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} No such user

--x--
`

async function bounce(to: string, failed: string) {
  await world.send({ envelope: { from: '', to }, raw: report(failed).replaceAll('\n', '\r\n') })
  await work()
}
