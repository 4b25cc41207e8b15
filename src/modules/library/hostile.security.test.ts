import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { add, file, library, sendAdd, story } from './added/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const script = '<script>alert(1)</script><img src=x onerror=alert(1)>'
const links = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  ' java\tscript:alert(1)',
  '//evil.example',
  'file:///etc/passwd',
]

test('an item takes no link but one to a page, and its words run nowhere (ASVS 1.2.1, 1.2.2)', async () => {
  for (const link of links) assert.equal((await sendAdd(world, world.ben, { ...story, link })).status, 422, link)

  const path = await add(world, world.ben, {
    ...{ title: script, why: script, body: `${script}\n\n[a](javascript:alert(1)) ![b](javascript:alert(1))` },
    ...{
      trial: script,
      learned: script,
      file: file(`${script}\r\nSet-Cookie: a=b.html`, Buffer.from(script), 'text/html'),
    },
  })
  for (const address of [path, `${path}/change`, library, '/search?q=alert', '/me/collections'])
    assert.doesNotMatch(
      await world.page(world.ben, address),
      /<script>alert|<img src=x|href="javascript:|src="javascript:/,
    )
})

test('a file of an item is a download in a sandbox, whatever it is called and says it is (ASVS 1.3.4, 3.2.1, 5.4.1, 5.4.2)', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  const path = await add(world, world.ben, {
    title: 'A picture',
    file: file('../../x\u202egpj.svg', svg, 'image/svg+xml'),
  })
  const href = /href="([^"]+\/files\/\w+)"/.exec(await world.page(world.ben, path))?.[1] ?? ''

  const { headers } = await world.request(world.ben, href)

  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''[\w.%-]+$/)
  assert.doesNotMatch(headers.get('content-disposition') ?? '', /%2F|%E2%80%AE/)
  assert.match(headers.get('content-security-policy') ?? '', /sandbox/)
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  for (const other of [world.fay, world.gus, world.eve]) assert.equal((await world.request(other, href)).status, 404)
  const twin = await add(world, world.ben, { title: 'Without a file' })
  assert.equal((await world.request(world.ben, `${twin}/files/${href.split('/').at(-1)}`)).status, 404)
})

test('fields that no form has change nothing, and nobody changes an item of another (ASVS 8.2.2, 15.3.3)', async () => {
  const { ben, cho, db } = world
  const more = {
    by_id: String(cho.id),
    community_id: String(world.south.id),
    room_id: '1',
    reach: 'public',
    version: '9',
  }
  const path = await add(world, ben, { title: 'Of Ben alone', ...more })
  const row = await db
    .selectFrom('item')
    .select(['by_id', 'community_id', 'reach', 'version'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    { ...row, reach: undefined },
    { by_id: ben.id, community_id: world.north.id, version: 1, reach: undefined },
  )
  assert.notEqual(row.reach, 'public')
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(cho, '/me/mail'))?.[1] ?? ''
  for (const act of ['change', 'withdrawal'])
    assert.equal((await world.send(cho, `${path}/${act}`, { ...story, version: '1', csrf })).status, 404)
})

test('a collection keeps no address that runs, leads back only to itself, and its table holds no formula', async () => {
  const { dee } = world
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(dee, '/me/collections'))?.[1] ?? ''
  const keep = (address: string, title: string) =>
    world.send(dee, '/me/collections/keep', { csrf, address, title, note: '=HYPERLINK("http://evil.example";"x")' })
  for (const link of links.filter((one) => !one.startsWith('//')))
    assert.ok([409, 422].includes((await keep(link, 'x')).status), link)
  const path = (
    (await keep('https://example.org/a"onmouseover="alert(1)', '=1+1;=2')).headers.get('location') ?? ''
  ).replace(/\?.*/, '')
  assert.match(path, /^\/collections\/\w+$/)

  assert.doesNotMatch(await world.page(dee, path), /"onmouseover=|href="javascript:/)
  const table = await (await world.request(dee, `${path}.csv`)).text()
  for (const cell of table.replace('\ufeff', '').split(/[,;\r\n]/)) assert.doesNotMatch(cell.replace(/^"/, ''), /^\s*=/)
})
