import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { samples } from '../../../platform/files/samples.ts'
import { words } from '../../queries/builders.ts'
import { add, file, library, story } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const found = async (actor: typeof world.dee, text: string) =>
  words(await world.page(actor, `/search?q=${encodeURIComponent(text)}`))
const NOTHING = /Nothing here holds these words/

test('whoever added it changes it, with a reason; the earlier version stays readable', async () => {
  const path = await add(world, world.ben, { body: 'The first words.' })
  const sent = await world.submit(world.ben, `${path}/change`, `${path}/change`, {
    ...{ ...story, title: 'The tank that fills', body: 'The second words.', because: 'It rained' },
  })

  assert.equal(sent.headers.get('location'), `${path}?saved`)
  const page = words(await world.page(world.dee, path))
  assert.match(page, /The tank that fills.*The second words\..*Earlier versions Version 1/)
  assert.doesNotMatch(page, /The first words/)
  const earlier = words(await world.page(world.dee, `${path}/versions/1`))
  assert.match(earlier, /The tank that never filled Version 1\. What stands today is version 2\..*The first words\./)
  assert.equal((await world.request(world.fay, `${path}/versions/1`)).status, 404)
  assert.equal((await world.request(world.dee, `${path}/versions/3`)).status, 404)
})

test('of two who change it at once, the second sees what the first saved, and keeps her own words', async () => {
  const path = await add(world, world.ben)
  const page = await world.page(world.ana, `${path}/change`)
  const hidden = Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(csrf|once|version)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  ) as Record<string, string>
  await world.submit(world.ben, `${path}/change`, `${path}/change`, { ...story, title: 'By Ben', body: 'Words of Ben' })
  const answer = await world.send(world.ana, `${path}/change`, {
    ...story,
    ...hidden,
    title: 'By Ana',
    body: 'Words of Ana',
  })
  const html = await answer.text()

  assert.equal(answer.status, 409)
  assert.match(
    words(html),
    /Somebody else has changed it meanwhile.*What stands there now \(version 2\) By Ben.*Words of Ben/,
  )
  assert.match(html, /name="title"[^>]*value="By Ana"/)
  assert.match(html, /Words of Ana<\/textarea>/)
  assert.match(html, /name="version" value="2"/)
  assert.match(words(await world.page(world.dee, path)), /By Ben/)
})

test('a member who neither added it nor coordinates cannot change or withdraw it', async () => {
  const path = await add(world, world.ben)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(world.dee, '/me/collections'))?.[1] ?? ''

  assert.equal((await world.request(world.dee, `${path}/change`)).status, 404)
  assert.equal((await world.send(world.dee, `${path}/change`, { ...story, csrf, version: '1' })).status, 404)
  assert.equal((await world.send(world.dee, `${path}/withdrawal`, { csrf })).status, 404)
  assert.match(words(await world.page(world.dee, path)), /The tank that never filled/)
})

test('files are found by their words, named with the file, by those only who may read the item', async () => {
  const path = await add(world, world.ben, {
    title: 'Minutes of the well committee',
    files: file('well_report.docx', samples.docx('The turbidity was forty units.')),
  })
  await world.work()

  assert.match(
    await found(world.dee, 'turbidity'),
    /Minutes of the well committee.*found in the file well_report\.docx/,
  )
  assert.match(await found(world.fay, 'turbidity'), NOTHING)
  assert.match(await found(world.gus, 'turbidity'), NOTHING)

  const href = /href="([^"]+\/files\/[^"]+)"/.exec(await world.page(world.dee, path))?.[1] ?? ''
  const answer = await world.request(world.dee, href)
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''well_report\.docx/)
  const part = await world.request(world.dee, href, { headers: { range: 'bytes=0-1' } })
  assert.deepEqual([part.status, await part.text()], [206, 'PK'])
  assert.equal((await world.request(world.fay, href)).status, 404)
  assert.equal((await world.request(world.gus, href)).status, 404)
})

test('a file that is taken away is neither shown nor found, and one of the same content in another item is', async () => {
  const content = samples.docx('Everybody quotes the zibeline.')
  const path = await add(world, world.ben, { title: 'First with it', files: file('one.docx', content) })
  await add(world, world.cho, { title: 'Second with it', files: file('two.docx', content) })
  await world.work()
  const key = /name="remove" value="([^"]+)"/.exec(await world.page(world.ben, `${path}/change`))?.[1] ?? ''
  assert.match(await found(world.dee, 'zibeline'), /First with it/)

  await world.submit(world.ben, `${path}/change`, `${path}/change`, { ...story, title: 'First with it', remove: key })
  await world.work()

  const page = await found(world.dee, 'zibeline')
  assert.match(page, /Second with it/)
  assert.doesNotMatch(page, /First with it/)
  assert.equal((await world.request(world.dee, `${path}/files/${key}`)).status, 404)
})

test('withdrawn by the coordinator, it is gone from its page, the list, search and its files; twice is once', async () => {
  const path = await add(world, world.ben, {
    title: 'A rumour',
    body: 'About the quagmire.',
    files: file('proof.txt', Buffer.from('The bog oak proof.'), 'text/plain'),
  })
  await world.work()
  assert.match(await found(world.dee, 'quagmire'), /A rumour/)
  assert.match(await found(world.dee, 'bog oak'), /A rumour/)
  const href = /href="([^"]+\/files\/[^"]+)"/.exec(await world.page(world.dee, path))?.[1] ?? ''

  const sent = await world.submit(world.ana, `${path}/change`, `${path}/withdrawal`)
  await world.work()

  assert.equal(sent.status, 303)
  for (const gone of [path, href, `${path}/versions/1`])
    assert.equal((await world.request(world.ben, gone)).status, 404, gone)
  assert.doesNotMatch(await world.page(world.dee, library), /A rumour/)
  assert.match(await found(world.dee, 'quagmire'), NOTHING)
  assert.match(await found(world.dee, 'bog oak'), NOTHING)
  assert.doesNotMatch(await world.page(world.dee, `/people/${world.ben.key}`), /A rumour/)
})

test('more than twenty megabytes are refused with a sentence (ASVS 5.2.1)', async () => {
  const answer = await world.submit(world.ben, `${library}/add`, library, {
    ...story,
    files: file('big.bin', Buffer.alloc(20_000_001)),
  })
  assert.equal(answer.status, 409)
})
