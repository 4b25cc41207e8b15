import assert from 'node:assert/strict'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { sql } from '../db.ts'
import { bombs, samples } from './samples.ts'
import { keepFile, knowFile } from './store.ts'
import { wantText } from './text.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('the words of each kind of file are read', async () => {
  const read = {
    docx: await want(samples.docx('Epoxy &amp; primer', 'पानी की टंकी')),
    xlsx: await want(samples.xlsx('Village', 'Litres')),
    pptx: await want(samples.pptx('First slide', 'Second slide')),
    odt: await want(samples.odt('Un puits', 'neuf')),
    pdf: await want(samples.pdf('The pump of Kotdwar')),
    csv: await want(Buffer.from('name,litres\nKotdwar,40'), 'text/plain'),
    html: await want(Buffer.from('<!doctype html><style>p{}</style><p>A page<script>no()</script></p>'), 'text/plain'),
    windows: await want(Buffer.from('caf\xe9', 'latin1'), 'text/plain'),
  }
  await world.work()

  assert.deepEqual(await textsOf(read), {
    docx: 'Epoxy & primer\nपानी की टंकी',
    xlsx: 'Village\nLitres',
    pptx: 'First slide\nSecond slide',
    odt: 'Un puits\nneuf',
    pdf: 'The pump of Kotdwar',
    csv: 'name,litres\nKotdwar,40',
    html: 'A page',
    windows: 'café',
  })
})

test('a file without words is empty, and one of another kind, or locked in an archive, is not read', async () => {
  const none = await want(samples.docx(''))
  const picture = await want(Buffer.from('\x89PNG\r\n', 'latin1'), 'image/png')
  const archive = await want(Buffer.from('\x1f\x8b\x08', 'latin1'))
  const broken = await want(Buffer.from('PK\x03\x04 and nothing after'))
  await world.work()

  const reasons = { none: 'empty', picture: 'refused kind', archive: 'refused archive', broken: 'refused broken' }
  assert.deepEqual(await statesOf({ none, picture, archive, broken }), reasons)
})

test('the same file wanted twice is read once, and its owners are told again', async () => {
  const content = samples.docx('Wanted by two')
  await want(content)
  await want(content)
  await world.work()
  assert.equal(await told(content), 1)

  await want(content)
  await world.work()
  assert.equal(await told(content), 2)
  const { rows } = await sql`select from file_text where sha256 = ${await keepFile(content)}`.execute(world.db)
  assert.equal(rows.length, 1)
})

test('what was wanted in a transaction that fails is not wanted (ASVS 2.3.3)', async () => {
  const sha256 = await keepFile(samples.docx('Rolled back'))
  const failing = world.db.transaction().execute(async (tx) => {
    await knowFile(tx, sha256, 1, 'application/octet-stream')
    await wantText(tx, sha256)
    throw new Error('no')
  })
  await assert.rejects(failing, /no/)

  assert.equal((await sql`select from file_text where sha256 = ${sha256}`.execute(world.db)).rows.length, 0)
})

for (const [name, reason] of Object.entries({
  hugePart: 'too_large',
  lyingPart: 'broken',
  nested: 'archive',
  manyParts: 'too_many_parts',
  entities: 'broken',
  attribute: 'too_much_memory',
  endlessPdf: 'too_slow',
  inflatedPdf: 'too_much_memory',
}))
  test(`a bomb (${name}) is refused in time, and the next file is read (ASVS 1.5.1, 5.2.3, 15.2.2)`, {
    timeout: 90_000,
  }, async () => {
    const bomb = await want(bombs[name as keyof typeof bombs]())
    const next = await want(samples.docx(`After ${name}`))
    const started = Date.now()
    await world.work()

    assert.deepEqual(await statesOf({ bomb, next }), { bomb: `refused ${reason}`, next: 'read' })
    assert.ok(Date.now() - started < 45_000, `${Date.now() - started} ms`)
  })

test('a file that was taken away is said to be missing', async () => {
  const sha256 = await want(samples.docx('Soon gone'))
  const folder = join(world.folder, 'files', sha256.slice(0, 2))
  for (const file of readdirSync(folder)) rmSync(join(folder, file))
  await world.work()

  assert.deepEqual(await statesOf({ sha256 }), { sha256: 'refused missing' })
})

async function want(content: Buffer, type = 'application/octet-stream'): Promise<string> {
  const sha256 = await keepFile(content)
  await world.db.transaction().execute(async (tx) => {
    await knowFile(tx, sha256, content.length, type)
    await wantText(tx, sha256)
  })
  return sha256
}

async function textsOf(files: Record<string, string>) {
  const { rows } = await sql<{ sha256: string; text: string }>`select sha256, text from file_text`.execute(world.db)
  return Object.fromEntries(
    Object.entries(files).map(([name, sha256]) => [name, rows.find((row) => row.sha256 === sha256)?.text]),
  )
}

async function statesOf(files: Record<string, string>) {
  const { rows } = await sql<{ sha256: string; state: string }>`
    select sha256, concat_ws(' ', state, reason) as state from file_text`.execute(world.db)
  return Object.fromEntries(
    Object.entries(files).map(([name, sha256]) => [name, rows.find((row) => row.sha256 === sha256)?.state]),
  )
}

async function told(content: Buffer) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from activity where verb = 'file.read'
      and subject_id = (select id from file_text where sha256 = ${await keepFile(content)})`.execute(world.db)
  return rows[0]?.count
}
