import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { plantMap } from '../regions/builders.ts'
import { confirm, csrfOf, FILES, linesOf, taken, upload } from './builders.ts'

let world: World
let ira: Actor
before(async () => {
  world = await openWorld()
  ;({ ira } = await plantMap(world))
})
after(() => world.close())

test('a wrong file is said in words with an example to fetch, and the words typed stay', async () => {
  const { ana } = world
  const answer = await upload(world, ana, FILES, 'a,b\n1,2\n', { why: 'Keep this' })
  const html = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(words(html), /needed are name and address\. Its first line is: a, b/)
  assert.match(html, />\n?Keep this<\/textarea>/)
  assert.match(await (await upload(world, ana, FILES, Buffer.from([0x50, 0x4b, 3, 4]))).text(), /That is a workbook/)
  const none = await world.submit(ana, FILES, FILES, { why: '' })
  assert.match(await none.text(), /Choose a file/)

  const example = await world.request(ana, `${FILES}/example.csv`)
  assert.match(example.headers.get('content-disposition') ?? '', /attachment/)
  const page = await taken(world, ana, FILES, new Uint8Array(await example.arrayBuffer()))
  assert.deepEqual(await linesOf(world, ana, page), ['2 ready ', '3 ready '])
})

test('a file that was only looked at can be discarded, one that was sent cannot', async () => {
  const { ana } = world
  const page = await taken(world, ana, FILES, 'name,address\nDis,dis@example.org\n')
  assert.equal((await world.submit(ana, page, `${page}/removal`)).status, 303)
  assert.equal((await world.request(ana, page)).status, 404)
  const sent = await taken(world, ana, FILES, 'name,address\nDis,dis@example.org\n')
  await confirm(world, ana, sent)
  const late = await world.send(ana, `${sent}/removal`, { csrf: await csrfOf(world, ana) })
  assert.equal(late.status, 409)
})

test('coordinator and administrator only: for members, the neighbour’s coordinator and strangers there is no such page', async () => {
  const { ana, ben, eve, gus } = world
  const page = await taken(world, ana, FILES, 'name,address\nPri,pri@example.org\n')
  for (const other of [ben, eve, gus]) {
    for (const path of [FILES, page, `${page}/lines.csv`, `${FILES}/example.csv`])
      assert.equal((await world.request(other, path)).status, 404, path)
    const sent = await world.send(other, `${page}/confirmation`, { csrf: await csrfOf(world, other) })
    assert.equal(sent.status, 404)
  }
  const elsewhere = page.replace('/north/', '/south/')
  assert.equal((await world.request(eve, elsewhere)).status, 404)
  assert.equal((await world.request(ira, page)).status, 200)
  await world.work()
  assert.deepEqual(await world.mailsTo('pri@example.org'), [])
})
