import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { findSender } from '../../people/index.ts'
import { bringIn, fileOf, threadsOf, written } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const LONG = 'x'.repeat(1_000_000)
const script = '<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1))'

function attached(name: string, body: string): string {
  return `--b\nContent-Type: text/html; name="${name}"\nContent-Disposition: attachment; filename="${name}"\n\n${body}\n`
}

const hostile = [
  written({ id: 'plain@old', subject: 'Tanks', body: 'The one good mail.' }),
  written({
    id: 'script@old',
    subject: script,
    from: `"${script.replaceAll('"', '')}" <eve@old.example>`,
    body: script,
  }),
  written({ id: 'long@old', subject: LONG, more: `X-Long: ${LONG}\n`, body: 'A long head.' }),
  written({
    id: `${'i'.repeat(5000)}@old`,
    references: `<${'r'.repeat(100_000)}@old> `.repeat(3),
    body: 'Long names.',
  }),
  written({ id: 'nul@old', subject: 'A\u0000B', body: 'Before\u0000after \ud800' }),
  written({ id: 'loop@old', reply: 'loop@old', references: '<loop@old>', body: 'I answer myself.' }),
  written({ id: 'one@old', reply: 'two@old', body: 'I answer two.' }),
  written({ id: 'two@old', reply: 'one@old', body: 'I answer one.' }),
  written({ id: 'forged@old', from: 'Ana <ana@example.org>', body: 'I resign, says somebody else.' }),
  written({ id: 'ours@old', from: 'Copse <r-0000@copse.test>', body: 'From a reply address.' }),
  written({
    id: 'file@old',
    more: 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n',
    body: `${attached('../../../../etc/cron.d/evil', script)}${attached('a\u0000b\\..\\c.html', script)}--b--`,
  }),
  written({
    id: 'deep@old',
    more: `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n`,
    body: `${'--b\nContent-Type: text/plain\n\nx\n'.repeat(3000)}--b--`,
  }),
  'From mboxrd@z Thu Jan  1 00:00:00 1970\n\u0000\u0001\u0002 no mail at all\n\n',
].join('')

test('hostile mails of an archive are told as broken or come in as words; the good one beside them is there', async () => {
  const { counts, faults } = await bringIn(world, fileOf(world, hostile))
  const posts = (await threadsOf(world)).flat()

  assert.equal(counts.messages, counts.added + counts.present + counts.duplicates + counts.broken)
  assert.ok(counts.broken >= 1 && faults.length === counts.broken)
  assert.ok(posts.some(({ body }) => body === 'The one good mail.'))
  assert.ok(posts.every(({ title }) => title.length <= 1000))
})

test('nothing of it runs, names a path, or breaks a page', async () => {
  const { ben, folder } = world
  const keys = (await threadsOf(world)).map(([first]) => first?.key)
  assert.ok(keys.length > 1, `${keys.length} threads`)
  for (const key of keys) {
    const answer = await world.request(ben, `/communities/north/talk/${key}`)
    assert.equal(answer.status, 200)
    const html = await answer.text()
    assert.doesNotMatch(html, /<script>alert|<img src=x|href="javascript:/)
  }
  const { rows } = await sql<{ name: string }>`select name from attachment`.execute(world.db)
  assert.ok(rows.length >= 1)
  for (const { name } of rows) assert.doesNotMatch(name, /[/\\]|\.\.\//)
  assert.equal(existsSync(join(folder, '..', 'etc')), false)
  assert.equal((await world.request(ben, '/communities/north/files')).status, 200)
  assert.ok((await world.request(ben, '/search?q=words')).status === 200)
})

test('whoever only wrote in an archive signs in nowhere, is reached by nothing, and her mail speaks for nobody', async () => {
  assert.equal(await findSender(world.db, 'eve@old.example'), null)
  await assert.rejects(world.mail('eve@old.example', 'north@copse.test', 'A question', 'May I ask?'), {
    responseCode: 550,
  })
  await world.submit(null, '/sign-in', '/sign-in', { address: 'eve@old.example' })
  await world.work()
  assert.equal((await world.mailsTo('eve@old.example')).length, 0)
})

test('old addresses lead its readers alone, and only to a page of ours', async () => {
  const { ben, fay, gus } = world
  assert.match(
    (await world.request(ben, '/m/plain@old')).headers.get('location') ?? '',
    /^\/communities\/north\/talk\//,
  )
  for (const actor of [fay, gus]) assert.equal((await world.request(actor, '/m/plain@old')).status, 404)
  assert.match((await world.request(null, '/m/plain@old')).headers.get('location') ?? '', /^\/sign-in\?next=%2Fm%2F/)
  for (const id of ['%2F%2Fevil.example', 'http:%2F%2Fevil.example', "'%20or%20true%20--", '%25', '%5C%5Cevil'])
    assert.equal((await world.request(ben, `/m/${id}`)).status, 404)
})
