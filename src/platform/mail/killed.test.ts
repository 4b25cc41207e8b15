import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openMailWorld, plantMember, plantPerson, sendTo, thread } from '../../../test/support/mail.ts'
import { openSink } from '../../../test/support/mail-server.ts'
import { sql } from '../db.ts'
import { letter, postToAll } from '../outbox.ts'
import { replyAddress } from './tokens.ts'

const world = await openMailWorld()
const { ana } = world
after(() => world.close())

async function start(smtpUrl = ''): Promise<{ child: ChildProcess; port: number }> {
  const file = fileURLToPath(new URL('../../../test/support/mail-process.ts', import.meta.url))
  const child = fork(file, [world.database.url, world.folder, smtpUrl], { execArgv: ['--import', 'tsx'] })
  const [port] = await once(child, 'message')
  return { child, port }
}

async function kill(child: ChildProcess) {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('killed at any moment, no mail that was acknowledged is lost, and none counts twice', async () => {
  const acknowledged = new Set<number>()
  const send = (port: number, nth: number) =>
    sendTo(port, {
      from: ana.address,
      to: replyAddress({ person_id: ana.id, receiver: thread.code, about: nth, epoch: 0 }),
      messageId: `<${nth}@people.example>`,
      subject: 'Re: Pumps',
      text: `Answer ${nth}`,
    }).then(
      () => acknowledged.add(nth),
      () => {},
    )
  const all = Array.from({ length: 60 }, (_, nth) => nth)
  for (const pause of [150, 190, 230]) {
    const { child, port } = await start()
    const sending = Promise.all(all.filter((nth) => !acknowledged.has(nth)).map((nth) => send(port, nth)))
    await sleep(pause)
    const known = new Set(acknowledged)
    await kill(child)
    await sending
    const rows = await world.inbound()
    for (const nth of known)
      assert.ok(
        rows.some(({ message_id }) => message_id === `${nth}@people.example`),
        `${nth}`,
      )
    for (const { file } of rows)
      assert.match(readFileSync(join(world.folder, 'mail', file ?? ''), 'utf8'), /Answer \d+\r\n$/)
  }

  await sql`update inbound_mail set leased_until = null`.execute(world.db)
  const { child, port } = await start()
  await Promise.all(all.map((nth) => send(port, nth)))
  await until(async () => (await world.inbound()).every(({ state }) => state === 'worked'))
  await kill(child)

  assert.equal(acknowledged.size, all.length)
  assert.equal((await world.inbound()).length, all.length)
  assert.deepEqual(
    (await world.taken()).map(({ about }) => about).toSorted((a, b) => a - b),
    all,
  )
})

test('killed at any moment, no letter is lost, and a copy has the same Message-ID', async () => {
  for (let at = 0; at < 300; at++) {
    const person = await plantPerson(world.db, `Reader${at}`)
    await plantMember(world.db, person.id, world.north)
  }
  const news = letter('test.news', 'thing', async () => null)
  await postToAll(world.db, news, sql`select person_id from membership where community_id = ${world.north}`, 1)
  const sink = await openSink()
  for (const pause of [180, 240]) {
    const { child } = await start(sink.url)
    await sleep(pause)
    await kill(child)
    await sql`update outbox set leased_until = now() where state = 'waiting'`.execute(world.db)
  }
  const { child } = await start(sink.url)
  await until(async () => (await world.outbox()).every(({ state }) => state === 'sent'))
  await kill(child)
  await sink.close()

  const ids = sink.caught.map(({ to, raw }) => `${to} ${/^Message-ID: (.*)$/m.exec(raw)?.[1]}`)
  assert.equal(new Set(sink.caught.map(({ to }) => to)).size, 302)
  assert.equal(new Set(ids).size, 302)
  assert.ok(ids.length <= 302 + 2 * 60, `${ids.length - 302} copies`)
})

async function until(holds: () => Promise<boolean>) {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await sleep(100)
  }
  throw new Error('It did not come to that')
}
