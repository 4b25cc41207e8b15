import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { temporaryFolder } from '../../../test/support/folders.ts'
import { loadConfig, WrongSetting } from '../config.ts'
import { s3Server } from './s3-server.fixture.ts'
import { keepFile, MissingFile, openFile, readFileStream } from './store.ts'

const folder = temporaryFolder()
let s3: Awaited<ReturnType<typeof s3Server>>
before(async () => {
  s3 = await s3Server(join(folder, 's3'))
})
after(() => s3.stop())

const common = () => ({ COPSE_DATA: folder, COPSE_SECRET: 'a secret for tests, of no use to anybody' })
const places: Record<string, () => Record<string, string>> = {
  folder: common,
  bucket: () => ({ ...common(), ...s3.settings }),
  'folder of a bucket': () => ({ ...common(), ...s3.settings, COPSE_FILES: 's3://copse/of/north' }),
}

for (const [place, settings] of Object.entries(places)) {
  test(`what is kept in a ${place} is read as it was, whole and in part`, async () => {
    loadConfig(settings())
    const content = randomBytes(3_000_000)
    const sha256 = await keepFile(content)

    assert.equal(sha256, createHash('sha256').update(content).digest('hex'))
    assert.deepEqual(await whole(openFile(sha256)), content)
    assert.deepEqual(await whole(readFileStream(sha256)), content)
    assert.deepEqual(await whole(openFile(sha256, { start: 10, end: 19 })), content.subarray(10, 20))
  })

  test(`the same content is kept in a ${place} once, also by eight at a time`, async () => {
    loadConfig(settings())
    const content = randomBytes(100_000)
    const names = await Promise.all(Array.from({ length: 8 }, () => keepFile(content)))

    assert.equal(new Set(names).size, 1)
    assert.deepEqual(await whole(openFile(names[0] as string)), content)
  })

  test(`a file that a ${place} does not have is a fault that says so, before anything is read`, async () => {
    loadConfig(settings())
    const sha256 = 'f'.repeat(64)

    await assert.rejects(openFile(sha256), MissingFile)
    await assert.rejects(whole(readFileStream(sha256)), {
      code: 'ENOENT',
      message: new RegExp(`The file ${sha256} is not in`),
    })
  })
}

test('an empty file is a file', async () => {
  for (const settings of Object.values(places)) {
    loadConfig(settings())
    assert.equal((await whole(openFile(await keepFile(Buffer.alloc(0))))).length, 0)
  }
})

test('in a folder nothing is left beside the files', async () => {
  loadConfig(common())
  const sha256 = await keepFile(Buffer.from('alone'))
  assert.deepEqual(readdirSync(join(folder, 'files', sha256.slice(0, 2))), [sha256])
})

test('a wrong key of the bucket is a fault that does not tell the key (ASVS 16.2.5)', async () => {
  loadConfig({ ...common(), ...s3.settings, COPSE_FILES_SECRET: 'wrong' })
  await assert.rejects(keepFile(Buffer.from('refused')), (error: Error) => {
    assert.match(error.message, /The storage of files answered 403/)
    assert.doesNotMatch(error.message, /wrong|S3RVER/)
    return true
  })
})

test('a service that is away is a fault, and what it did not take is not kept (ASVS 16.5.2)', {
  timeout: 60_000,
}, async () => {
  loadConfig({ ...common(), ...s3.settings, COPSE_FILES_ENDPOINT: 'http://127.0.0.1:9' })
  await assert.rejects(keepFile(Buffer.from('nobody takes it')))
})

test('a place that cannot be one is a wrong setting', () => {
  assert.throws(() => loadConfig({ ...common(), COPSE_FILES: '/mnt/files' }), WrongSetting)
  assert.throws(() => loadConfig({ ...common(), COPSE_FILES: 's3://copse' }), /needs COPSE_FILES_KEY/)
})

async function whole(stream: AsyncIterable<unknown> | Promise<AsyncIterable<unknown>>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
