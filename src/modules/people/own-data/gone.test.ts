import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import type { Kysely } from 'kysely'
import { emptyDatabase, type FreshDatabase } from '../../../../test/support/database.ts'
import { temporaryFolder } from '../../../../test/support/folders.ts'
import { openWorld, plantRole, type World } from '../../../../test/world.ts'
import { restoreCopy, writeCopy } from '../../../platform/backup/index.ts'
import { openDb, type Tables } from '../../../platform/db.ts'
import { eraseAgain, erasePerson } from '../../../platform/erasing/index.ts'
import { keepFile, knowFile } from '../../../platform/files/store.ts'
import { storeRaw } from '../../../platform/mail/raw-store.ts'
import { CANARY, findCanaries, plantCanaries } from './canary.fixture.ts'

let world: World
let target: FreshDatabase
let raw: string
let sha256: string
const folder = temporaryFolder()
const keptIn = () => [join(world.folder, 'mail', raw), join(world.folder, 'files', sha256.slice(0, 2), sha256)]
const areKept = () => keptIn().map((path) => existsSync(path))

before(async () => {
  world = await openWorld()
  target = await emptyDatabase()
  const path = '/communities/north/talk'
  await world.submit(world.ben, path, path, { title: 'Tanks', body: 'The tanks leak.' })
  await world.travel('5 minutes')
  await world.work()
  await plantRole(world.db, world.ben.id, world.north.id, 'facilitator')
  const [file = ''] = await storeRaw(Readable.from([`From: ${CANARY}`]), 1000)
  raw = file
  sha256 = await keepFile(Buffer.from(CANARY))
  await knowFile(world.db, sha256, CANARY.length, 'text/plain')
  await plantCanaries(world.db, world.ben.id, raw)
})
after(async () => {
  await target.drop()
  await world.close()
})

test('a person who is erased is in no column and no raw mail, and what others could read stays', async () => {
  const planted = await findCanaries(world.db)
  assert.ok(planted.length > 50, `${planted.length} columns`)
  await writeCopy(world.pool, join(folder, 'backup'), 'copse-backup')

  assert.equal(await erasePerson(world.db, world.ben.id), true)
  assert.deepEqual(await findCanaries(world.db), [])
  assert.deepEqual(areKept(), [false, false])
  assert.deepEqual(await distributed(world.db), ['The tanks leak.'])
  assert.equal(await erasePerson(world.db, world.ben.id), false)
})

test('the ledger beside the database knows her key and nothing else of her', () => {
  const ledger = readFileSync(join(world.folder, 'erased.jsonl'), 'utf8')
  assert.equal(ledger.trim().split('\n').length, 1)
  assert.deepEqual(Object.keys(JSON.parse(ledger)).sort(), ['at', 'person'])
  assert.equal(JSON.parse(ledger).person, world.ben.key)
})

test('an older backup brings her back, and the ledger erases her again', async () => {
  await restoreCopy(target.connection, join(folder, 'backup'))
  const db = openDb(target.connection, { max: 2 })
  try {
    assert.ok((await findCanaries(db)).length > 50)
    assert.deepEqual(areKept(), [true, true])
    assert.equal(await eraseAgain(db), 1)
    assert.deepEqual(await findCanaries(db), [])
    assert.deepEqual(areKept(), [false, false])
    assert.equal(await eraseAgain(db), 0)
  } finally {
    await db.destroy()
  }
})

async function distributed(db: Kysely<Tables>) {
  const posts = await db.selectFrom('post').select('body').where('state', '=', 'distributed').execute()
  return posts.map(({ body }) => body)
}
