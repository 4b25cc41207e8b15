import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plantClosed } from '../../../../test/support/closed-query.ts'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { findItem } from '../../library/index.ts'
import { listUses } from '../../library/reads.ts'

let world: World
let path: string

const words = { cho: 'In Pauri nine trained fitters serve six to eight villages each.', dee: 'We pay on the 7th.' }

before(async () => {
  world = await openWorld()
  await world.db.updateTable('membership').set({ delivery: 'web' }).where('person_id', '=', world.dee.id).execute()
  path = await plantClosed(world, {
    asker: world.ben,
    responses: [
      { by: world.cho, body: words.cho, place: 'Pauri' },
      { by: world.dee, body: words.dee, wish: 'organisation' },
      { by: world.rao, body: 'Please use this but do not quote me on it.', wish: 'no' },
    ],
  })
  await world.submit(world.ana, `${path}/compile`, `${path}/compile/start`)
  await change({ take: 'p1-0:theme-new', 'new-summary': 'Pay the one who comes [1, 2].' })
  await change({ 'theme-1': 'Somebody who comes', 'theme-seen-1': '' })
})
after(() => world.close())

const change = (fields: Record<string, string>) => world.submit(world.ana, `${path}/compile`, `${path}/compile`, fields)
const show = () => world.submit(world.ana, `${path}/compile`, `${path}/review/start`)
const text = async (actor: Actor | null, at: string) =>
  (await world.page(actor, at)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const query = () =>
  world.db
    .selectFrom('query')
    .selectAll()
    .where('key', '=', path.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
const subjects = async (actor: Actor) => (await world.mailsTo(actor)).map(({ subject }) => subject)
const about = (list: string[], word: string) => list.filter((subject) => subject.includes(word))

test('the asker sees it first, in a letter with the summary; it cannot be published before her answer (ASVS 2.3.1)', async () => {
  assert.equal((await show()).status, 303)
  await world.work()

  const letter = await world.lastMailTo(world.ben)
  assert.match(letter.subject, /Your reply is ready: Who keeps the water running\?/)
  assert.match(letter.text, /Reply OK, or write what should change\. Silence until the end of .*\s+is a\s+yes/s)
  assert.match(letter.text, /Pay the one who comes\. \[1, 2\]/)
  assert.match(
    await text(world.ben, `${path}/review`),
    /You see the reply to your query before the others do.*Somebody who comes/,
  )
  assert.doesNotMatch(await world.page(world.ana, `${path}/publication`), /id="publish"/)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(world.ana, `${path}/publication`))?.[1] ?? ''
  assert.equal((await world.send(world.ana, `${path}/publication`, { csrf })).status, 409)
})

test('her look is hers alone: the desk, a member, the neighbour and a stranger do not find it', async () => {
  for (const actor of [world.ana, world.cho, world.fay, world.gus])
    assert.equal((await world.request(actor, `${path}/review`)).status, 404)
  for (const actor of [world.ben, world.cho, world.eve])
    assert.equal((await world.request(actor, `${path}/publication`)).status, 404)
})

test('what she would like changed goes back to the desk in her words', async () => {
  await world.reply(world.ben, 'Please say that the fitter is paid by the villages.')
  await world.work()

  assert.equal((await query()).state, 'consolidating')
  const letter = await world.lastMailTo(world.ana)
  assert.match(letter.subject, /The asker would like something changed/)
  assert.match(letter.text, /Please say that the fitter is paid by the villages\./)
  assert.match(
    await text(world.ana, `${path}/compile`),
    /The asker would like something changed Please say that the fitter/,
  )
})

test('asked again, two working days of silence are a yes, and the desk is told', async () => {
  await show()
  await world.work()
  assert.equal(about(await subjects(world.ben), 'Your reply is ready').length, 2)

  await world.travel('6 days')
  await world.work()

  const draft = await world.db.selectFrom('compile_draft').select('review_answer').executeTakeFirst()
  assert.equal(draft?.review_answer, 'silent')
  assert.match((await world.lastMailTo(world.ana)).subject, /Ready to publish/)
})

test('taken back by the desk and shown again, she says OK by mail', async () => {
  await world.submit(world.ana, `${path}/publication`, `${path}/publication/return`)
  assert.equal((await query()).state, 'consolidating')
  await show()
  await world.work()
  await world.reply(world.ben, 'OK, thank you\nBen')
  await world.work()

  const draft = await world.db.selectFrom('compile_draft').select(['review_answer', 'review_note']).executeTakeFirst()
  assert.deepEqual(draft, { review_answer: 'ok', review_note: null })
  assert.match(await text(world.ben, `${path}/review`), /Thank you\. It will be published soon/)
})

test('one press publishes, however often it is pressed: item, state, history, credits, letters, clocks', async () => {
  const answers = await Promise.all(
    [1, 2].map(() => world.submit(world.ana, `${path}/publication`, `${path}/publication`)),
  )
  await world.work()

  const { state, item_id } = await query()
  assert.equal(state, 'published')
  const items = await world.db.selectFrom('item').selectAll().execute()
  assert.deepEqual(
    items.map(({ id, version }) => [id, version]),
    [[item_id, 1]],
  )
  const [item] = items
  for (const answer of answers) assert.match(answer.headers.get('location') ?? '', new RegExp(`/library/${item?.key}`))
  const facts = await world.db.selectFrom('activity').select('verb').where('verb', '=', 'reply.published').execute()
  assert.equal(facts.length, 1)
  const credits = await world.db.selectFrom('item_credit').select(['person_id', 'part']).orderBy('part').execute()
  assert.deepEqual(credits, [
    { person_id: world.ben.id, part: 'asked' },
    { person_id: world.ana.id, part: 'compiled' },
    { person_id: world.cho.id, part: 'responded' },
  ])
  const clocks = await world.db
    .selectFrom('clock')
    .select('round')
    .where('kind', '=', 'queries.follow-up')
    .orderBy('round')
    .execute()
  assert.deepEqual(
    clocks.map(({ round }) => round),
    [30, 90],
  )
})

test('the mail begins with the summary; each responder is thanked with her number, whatever her delivery', async () => {
  const letters = async (actor: Actor) =>
    (await world.mailsTo(actor)).filter(({ subject }) => subject.includes('Reply: '))
  const [ofAna, ofCho, ofDee, ofBen] = [
    await letters(world.ana),
    await letters(world.cho),
    await letters(world.dee),
    await letters(world.ben),
  ]

  for (const list of [ofAna, ofCho, ofDee, ofBen]) assert.equal(list.length, 1)
  assert.match(
    ofCho[0]?.text ?? '',
    /^Thank you: yours is response 1 in it\..*Pay the one who comes\. \[1, 2\].*\.pdf.*Somebody who comes/s,
  )
  assert.match(ofDee[0]?.text ?? '', /^Thank you: yours is response 2 in it\./)
  assert.doesNotMatch(ofAna[0]?.text ?? '', /Thank you: yours/)
  assert.match(ofBen[0]?.text ?? '', /Your query has its reply/)
  for (const list of [ofAna, ofCho, ofDee])
    assert.doesNotMatch(list[0]?.text ?? '', /(?<!Office of )\bDee\b|Please use this/)
  assert.deepEqual(await letters(world.fay), [])
})

test('on the item each stands as she wished: by name, by organisation, not at all', async () => {
  const item = await world.db.selectFrom('item').select('key').executeTakeFirstOrThrow()
  const page = await text(world.cho, `/communities/north/library/${item.key}`)

  assert.match(page, /Cho.*Office of Dee.*A member who prefers not to be quoted/)
  assert.doesNotMatch(page.replaceAll('Office of Dee', ''), /\bDee\b/)
  assert.doesNotMatch(page, /Rao|do not quote me/)
  assert.match(await text(world.ben, path), /Read the consolidated reply/)
})

test('what a responder adds later stands on the item as soon as it is out', async () => {
  await world.submit(world.cho, path, `${path}/responses`, { body: 'Now ten fitters.', wish: 'name' })
  await world.travel('4 minutes')
  await world.work()

  const item = await world.db.selectFrom('item').select('key').executeTakeFirstOrThrow()
  assert.match(await text(world.dee, `/communities/north/library/${item.key}`), /Additional replies.*Now ten fitters\./)
})

test('a corrected version keeps the address and says what was changed; nobody is mailed again', async () => {
  const before = (await subjects(world.cho)).length
  await change({ 'new-summary': 'And keep a rate card [1].' })
  const wrong = await world.submit(world.ana, `${path}/publication`, `${path}/publication/correction`, { because: '' })
  assert.equal(wrong.status, 422)

  await world.submit(world.ana, `${path}/publication`, `${path}/publication/correction`, {
    because: 'the rate card was missing',
  })
  await world.work()

  const item = await world.db.selectFrom('item').select(['key', 'version']).executeTakeFirstOrThrow()
  assert.equal(item.version, 2)
  const page = await text(world.dee, `/communities/north/library/${item.key}`)
  assert.match(page, /Version 2\. Changed on .*: the rate card was missing.*And keep a rate card.*Now ten fitters\./)
  assert.equal((await subjects(world.cho)).length, before)
})

test('after 30 and 90 days she is asked, and answers by a number in any script, with a line', async () => {
  await world.travel('31 days')
  await world.work()
  assert.match((await world.lastMailTo(world.ben)).subject, /Did you use any of it\?/)
  assert.equal((await world.request(world.cho, `${path}/use`)).status, 404)
  await world.submit(world.ben, `${path}/use`, `${path}/use`, { used: 'yes', line: 'A first word' })
  await world.reply(world.ben, '२ Two blocks pay on the 7th now')
  await world.work()
  await world.travel('60 days')
  await world.work()
  assert.equal(about(await subjects(world.ben), 'Did you use any of it?').length, 2)
  await world.reply(world.ben, '3. All five blocks pay on the 7th')
  await world.work()

  const uses = await world.db.selectFrom('item_use').select(['round', 'used', 'line']).orderBy('round').execute()
  assert.deepEqual(uses, [
    { round: 30, used: 'partly', line: 'Two blocks pay on the 7th now' },
    { round: 90, used: 'yes', line: 'All five blocks pay on the 7th' },
  ])
  const { key } = await world.db.selectFrom('item').select('key').executeTakeFirstOrThrow()
  const told = await listUses(world.db, await findItem(world.db, await world.cho.viewer(), key))
  assert.deepEqual(
    told.map(({ used, line, place }) => [used, line, place]),
    [['yes', 'All five blocks pay on the 7th', 'Office of Ben']],
  )
})

test('an answer without a number is told what to write', async () => {
  await world.reply(world.ben, 'It was a busy month.', about2(await world.mailsTo(world.ben)))
  await world.work()

  assert.match((await world.lastMailTo(world.ben)).text, /Begin your reply with 1 \(no\), 2 \(partly\) or 3 \(yes\)/)
})

function about2(mails: Awaited<ReturnType<World['mailsTo']>>) {
  return mails.filter(({ subject }) => subject.includes('Did you use any of it?')).at(-1)
}
