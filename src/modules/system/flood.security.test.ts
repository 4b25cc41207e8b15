import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantRole, type World } from '../../../test/world.ts'
import { words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMember(world.db, world.dee.id, world.network.id)
  await plantRole(world.db, world.dee.id, world.network.id, 'administrator')
})
after(() => world.close())

const SYSTEM = '/network/system'
const KEEPER = 'postmaster@copse.test'
const stranger = (nth: number) => `stranger${nth}@elsewhere.example`

test('strangers fill neither the disk nor the page of the keeper', async () => {
  const answers: (number | undefined)[] = []
  for (let nth = 0; nth < 23; nth++) {
    const sent = world.mail(stranger(nth), KEEPER, `Number ${nth}`, '<script>alert(1)</script> **bold**')
    answers.push(
      await sent.then(
        () => 250,
        (error) => error.responseCode,
      ),
    )
  }
  await world.work()

  assert.deepEqual(answers.slice(18), [250, 250, 451, 451, 451])
  const html = await world.page(world.dee, SYSTEM)
  assert.match(html, /&lt;script&gt;alert\(1\)/)
  assert.doesNotMatch(html, /<script>alert/)
  await world.db.deleteFrom('rate_count').execute()
  await assert.rejects(world.mail(stranger(99), KEEPER, 'Large', 'x'.repeat(1_100_000)), { responseCode: 552 })
})

test('a mail whose file is gone keeps no other from being seen and settled', async () => {
  const { db, dee, folder } = world
  await world.mail(stranger(1), KEEPER, 'Still there', 'Its words are here.')
  await world.work()
  const first = await db.selectFrom('inbound_mail').select('file').where('state', '=', 'held').orderBy('id').execute()
  rmSync(join(folder, 'mail', first[0]?.file ?? ''))

  const html = await world.page(dee, SYSTEM)
  assert.match(words(html), /Number 0/)
  const key = new RegExp(`${SYSTEM}/mail/(\\w+)/drop`).exec(html)?.[1]
  assert.equal((await world.submit(dee, SYSTEM, `${SYSTEM}/mail/${key}/drop`)).status, 303)
})

test('nobody but the administrator settles such mail, and two at once settle it once', async () => {
  const { dee, ana, db } = world
  const html = await world.page(dee, SYSTEM)
  const action = `${SYSTEM}/mail/${new RegExp(`${SYSTEM}/mail/(\\w+)/drop`).exec(html)?.[1]}/drop`
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(ana, '/me/mail'))?.[1] ?? ''
  assert.equal((await world.send(ana, action, { csrf })).status, 404)
  assert.equal((await world.send(dee, action, { csrf })).status, 401)

  const answers = await Promise.all([world.submit(dee, SYSTEM, action), world.submit(dee, SYSTEM, action)])
  assert.deepEqual(answers.map((answer) => answer.headers.get('location')).sort(), [
    `${SYSTEM}?saved`,
    `${SYSTEM}?settled`,
  ])
  const dropped = await db.selectFrom('activity').select('id').where('verb', '=', 'mail.dropped').execute()
  assert.equal(dropped.length, 2)
})
