import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../test/world.ts'
import { samples } from '../../platform/files/samples.ts'
import { openTalk, path, settle } from '../conversations/builders.ts'
import { bringIn, fileOf, written } from '../exchange/mbox/builders.ts'
import { words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const found = async (actor: Actor, text: string) => words(await world.page(actor, `/search?q=${text}`))
const docx = (text: string) => Buffer.from(samples.docx(text))

test('a post found by the words of its attachment says which attachment, and shows the passage there', async () => {
  const { ana, ben, eve } = world
  const thread = await openTalk(world, ana, 'Here it is.', 'Pump manual')
  const file = new File([docx('Seal the flange with epoxy before noon.')], 'handpump.docx')
  await world.submit(ana, path(thread), `${path(thread)}/posts`, { body: 'The manual is with this.', files: file })
  await settle(world)

  assert.match(await found(ben, 'epoxy'), /Pump manual Seal the flange with epoxy.*In the attachment handpump\.docx/)
  assert.match(await world.page(ben, '/search?q=epoxy'), /<mark>epoxy<\/mark>/)
  assert.match(await found(ben, 'manual'), /In the title/)
  assert.doesNotMatch(await found(eve, 'epoxy'), /flange|handpump/)
})

test('the words of an attachment that came by mail are found', async () => {
  const { ana, ben, cho } = world
  const thread = await openTalk(world, ana, 'Who has the list?', 'Lists')
  const attachments = [{ filename: 'villages.docx', content: docx('Kotdwar and Lansdowne') }]
  await world.reply(ben, 'I have it.', await world.lastMailTo(ben), { attachments })
  await settle(world)

  assert.match(await found(cho, 'Lansdowne'), /Lists Kotdwar and Lansdowne.*In the attachment villages\.docx/)
  const href = /href="(\/files\/[^"]+villages\.docx)"/.exec(await world.page(cho, path(thread)))?.[1] ?? ''
  const part = await world.request(cho, href, { headers: { range: 'bytes=0-1' } })
  assert.equal(part.status, 206)
  assert.equal(await part.text(), 'PK')
})

test('the words of an attachment in an imported archive are found', async () => {
  const more = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n'
  const file = `--b\nContent-Type: application/octet-stream; name=norms.docx\nContent-Disposition: attachment; filename=norms.docx
Content-Transfer-Encoding: base64\n\n${docx('Litres for each culvert').toString('base64')}`
  const body = `--b\nContent-Type: text/plain\n\nThe norms of old.\n\n${file}\n--b--`
  await bringIn(world, fileOf(world, written({ id: '1@old', subject: 'Norms', more, body })))
  await world.work()

  assert.match(await found(world.ben, 'culvert'), /Norms Litres for each culvert.*In the attachment norms\.docx/)
  assert.match(await found(world.ben, 'norms'), /In the title and the words/)
})
