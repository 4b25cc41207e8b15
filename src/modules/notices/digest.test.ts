import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, plantMember, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import * as helpers from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await atHour(12)
  await choose(world.ben, 'digest')
})
after(() => world.close())

const choose = (by: Actor, delivery: string, more?: Record<string, string>) => helpers.choose(world, by, delivery, more)
const talk = (by: Actor, title: string, body: string) => helpers.talk(world, by, title, body)
const atHour = (hour: number) => helpers.atHour(world, hour)
const digestsOf = (actor: Actor) => helpers.digestsOf(world, actor)

test('the digest comes in the morning, with all that is new in full', async () => {
  const { ana, cho, ben } = world
  await talk(ana, 'Sheds', 'Who has built with bamboo?')
  await talk(cho, 'Roofs', 'Tin roofs are loud.')
  await atHour(6)
  assert.deepEqual(await digestsOf(ben), [])

  await world.travel('1 hour')
  await world.work()

  const [digest, ...more] = await digestsOf(ben)
  assert.deepEqual(more, [])
  assert.match(
    digest?.text ?? '',
    /Sheds\n-+\n\nAna \(Office of Ana\) writes:.*bamboo.*Readable by the 5 members of North.*Roofs.*Tin roofs are loud/s,
  )
  assert.match(digest?.subject ?? '', /^\[North\] 2 messages — \d+ \p{L}+$/u)
  assert.match(digest?.headers ?? '', /^List-Unsubscribe: /m)
  assert.ok((digest?.raw.length ?? 0) < 60_000)
  assert.deepEqual((await world.mailsTo(ben)).filter(({ text }) => /bamboo/.test(text)).length, 1)
})

test('nothing comes when nothing is new', async () => {
  const before = (await digestsOf(world.ben)).length
  await atHour(8)
  await atHour(8)

  assert.equal((await digestsOf(world.ben)).length, before)
})

test('what was in one digest is not in the next, and her own words are in none', async () => {
  const { ana, ben } = world
  await talk(ana, 'Doors', 'Steel doors rust.')
  await talk(ben, 'Windows', 'My own words.')
  await atHour(8)
  await talk(ana, 'Paint', 'Lime is cheap.')
  await atHour(8)

  const text = (await digestsOf(ben)).at(-1)?.text ?? ''
  assert.match(text, /Lime is cheap/)
  assert.doesNotMatch(text, /Steel doors|My own words/)
})

test('it holds only what the reader may read, and says nothing of other communities', async () => {
  const { eve, ana, ben } = world
  await talk(eve, 'Of the south', 'Southern words.')
  await talk(ana, 'Of the north', 'Northern words.')
  await atHour(8)

  const text = (await digestsOf(ben)).at(-1)?.text ?? ''
  assert.match(text, /Northern words/)
  assert.doesNotMatch(text, /outhern/)
})

test('with two communities it is one digest, with the way to the setting of each', async () => {
  const { eve, ana, ben, south, db } = world
  await plantMember(db, ben.id, south.id)
  await db.updateTable('membership').set({ delivery: 'digest' }).where('person_id', '=', ben.id).execute()
  await talk(eve, 'Wells', 'Deeper than before.')
  await talk(ana, 'Pumps', 'Solar ones last.')
  const before = (await digestsOf(ben)).length
  await atHour(8)

  const digests = await digestsOf(ben)
  assert.equal(digests.length, before + 1)
  assert.match(digests.at(-1)?.text ?? '', /South: Wells.*North: Pumps|North: Pumps.*South: Wells/s)
  assert.match(digests.at(-1)?.text ?? '', /me\/mail\/north.*me\/mail\/south/s)
  await db.updateTable('membership').set({ delivery: 'web' }).where('community_id', '=', south.id).execute()
})

test('paused, nothing comes until that day', async () => {
  const { ana, ben, db } = world
  const { rows } = await sql<{ day: string }>`select (app_now() + interval '3 days')::date as day`.execute(db)
  await choose(ben, 'digest', { paused_until: rows[0]?.day ?? '' })
  const before = (await digestsOf(ben)).length
  await talk(ana, 'While away', 'Nobody needs to know.')
  await atHour(8)
  assert.equal((await digestsOf(ben)).length, before)

  await atHour(8)
  await atHour(8)
  await talk(ana, 'Back again', 'Welcome back.')
  await atHour(8)

  assert.equal((await digestsOf(ben)).length, before + 1)
  assert.match((await digestsOf(ben)).at(-1)?.text ?? '', /Welcome back/)
})

test('a weekly digest comes on Monday', async () => {
  const { ana, ben, db } = world
  await world.submit(ben, '/me/mail', '/me/mail', { digest_rhythm: 'weekly' })
  const before = (await digestsOf(ben)).length
  const days: number[] = []
  for (let day = 0; day < 7; day++) {
    await talk(ana, `Day ${day}`, 'One more')
    await atHour(8)
    if ((await digestsOf(ben)).length > before + days.length) {
      const { rows } = await sql<{
        day: number
      }>`select extract(isodow from app_now() at time zone 'Asia/Kolkata')::int as day`.execute(db)
      days.push(rows[0]?.day ?? 0)
    }
  }

  assert.deepEqual(days, [1])
})

test('a reply to the digest is answered and posted nowhere', async () => {
  const { ben, db } = world
  const digest = (await digestsOf(ben)).at(-1)
  const count = async () => (await db.selectFrom('post').select('id').execute()).length
  const before = await count()

  await world.reply(ben, 'I know a mason.', digest)
  await world.work()

  assert.equal(await count(), before)
  assert.match((await world.lastMailTo(ben)).text, /was not posted: it holds several conversations/)
})

test('however much there was, it is a mail of at most 60 kB, and says that there is more', async () => {
  const { ana, ben } = world
  await choose(ben, 'digest')
  await world.submit(ben, '/me/mail', '/me/mail', { digest_rhythm: 'daily' })
  await talk(ana, 'लंबी बात', 'गाँव के लोग मिलकर शेड बनाते हैं। '.repeat(3000))
  await talk(ana, 'The next', 'This one is short.')
  await atHour(8)

  const digest = (await digestsOf(ben)).at(-1)
  assert.match(digest?.text ?? '', /लंबी बात.*The next.*शेड बनाते.*…/s)
  assert.match(digest?.text ?? '', /2 more are too long for this mail: read on here/)
  const bytes = Buffer.byteLength(digest?.raw ?? '')
  assert.ok(bytes > 30_000 && bytes <= 60_000, `${bytes} bytes`)
})

test('whoever wants each message gets no digest', async () => {
  assert.deepEqual(await digestsOf(world.cho), [])
  assert.ok((await world.mailsTo(world.cho)).length > 0)
})
