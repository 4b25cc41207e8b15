import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { openInbound, reply } from '../../../../test/support/inbound.ts'
import { closed, MAIL_DOMAIN } from '../../../../test/support/mail.ts'
import { sql } from '../../db.ts'

const world = await openInbound()
const { ana, db, mail, states, lettersSent } = world
after(() => world.close())
beforeEach(() => world.empty())

test('who writes to what is closed is told why, in her language, and gets all her words back', async () => {
  const words = Array.from({ length: 40 }, (_, at) => `Line ${at} of what took me an hour.`).join('\n')
  await mail({ to: reply(ana, { to: closed }), text: words, subject: 'Keys', messageId: '<long@people.example>' })

  assert.deepEqual(await states(), ['refused: This query is closed.'])
  const [told] = await lettersSent()
  assert.deepEqual([told?.to_address, told?.subject], [ana.address, 'Not taken: Keys'])
  assert.match(told?.text ?? '', /^This query is closed\./)
  assert.ok(told?.text.includes(words))
  assert.match(String(told?.raw), /^In-Reply-To: <long@people\.example>/m)
})

test('nobody gets more than one automatic answer a day; the next one comes on the next day', async () => {
  for (const id of [1, 2, 3]) await mail({ to: reply(ana, { to: closed }), messageId: `<${id}@people.example>` })
  const after = await sql<{ days: number }>`
    select send_after::date - app_now()::date as days from outbox order by send_after`.execute(db)

  assert.deepEqual(await states(), Array(3).fill('refused: This query is closed.'))
  assert.deepEqual(after.rows, [{ days: 0 }, { days: 1 }, { days: 2 }])
  assert.equal((await lettersSent()).length, 1)
})

test('answers wait for a week at most, so that two machines never talk to each other', async () => {
  for (let id = 1; id <= 9; id++)
    await mail({ from: 'ana.private@people.example', messageId: `<${id}@people.example>` })

  const { rows } = await sql`select from outbox`.execute(db)
  assert.deepEqual([rows.length, (await lettersSent()).length], [7, 1])
})

test('a hundred rounds of a machine that answers every letter end after one', async () => {
  await mail({ to: reply(ana, { to: closed }) })
  for (let round = 0; round < 100; round++) {
    const [last] = (await lettersSent()).slice(-1)
    const to = /^Reply-To: .*<(.+)>/m.exec(String(last?.raw))?.[1] ?? `copse@${MAIL_DOMAIN}`
    await mail({ to, messageId: `<round${round}@people.example>` }).catch(() => {})
  }

  assert.equal((await lettersSent()).length, 1)
})

test('an out-of-office note is never posted and never answered', async () => {
  const text = 'I am out of the office until Monday and will answer then.'
  await mail({ to: reply(ana), text, subject: 'Automatic reply: Pumps', headers: { 'Auto-Submitted': 'auto-replied' } })

  assert.deepEqual(await states(), ['ignored: auto-reply'])
  assert.deepEqual([await world.taken(), await lettersSent()], [[], []])
})
