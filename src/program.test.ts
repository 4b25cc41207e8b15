import assert from 'node:assert/strict'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { emptyDatabase, type FreshDatabase } from '../test/support/database.ts'
import { temporaryFolder } from '../test/support/folders.ts'
import { WrongSetting } from './platform/config.ts'
import { schemaIsCurrent } from './platform/migrate.ts'
import { openProgram } from './program.ts'

let database: FreshDatabase
const folder = temporaryFolder()
before(async () => {
  database = await emptyDatabase()
})
after(() => database.drop())

const settings = (more: Record<string, string> = {}) => ({ DATABASE_URL: database.url, COPSE_DATA: folder, ...more })

/** What the person who starts it is told. */
async function refusal(env: Record<string, string>): Promise<string> {
  const error = await openProgram(env).then(
    async ({ close }) => {
      await close()
      return null
    },
    (thrown) => thrown,
  )
  assert.ok(error instanceof WrongSetting, String(error))
  return error.message
}

test('an empty database gets its tables, and the secret is kept beside the data for its owner alone (ASVS 13.3.1, 13.3.2)', async () => {
  const first = await openProgram(settings())
  assert.equal(await schemaIsCurrent(first.db), true)
  assert.equal(first.embedded, false)
  const { COPSE_SECRET } = first.config
  await first.close()

  assert.ok(COPSE_SECRET.length >= 32)
  assert.equal(readFileSync(join(folder, 'secret'), 'utf8').trim(), COPSE_SECRET)
  assert.equal(statSync(join(folder, 'secret')).mode & 0o777, 0o600)
  const second = await openProgram(settings())
  assert.equal(second.config.COPSE_SECRET, COPSE_SECRET)
  await second.close()
})

test('a secret that is given goes before the one that is kept', async () => {
  const given = 'a secret of at least thirty-two letters'
  const opened = await openProgram(settings({ COPSE_SECRET: given }))
  assert.equal(opened.config.COPSE_SECRET, given)
  await opened.close()
})

test('a database that cannot be used is named by its setting, without its password (ASVS 16.2.5)', async () => {
  for (const url of [
    'postgres://copse:hush-hush@127.0.0.1:1/copse',
    database.url.replace(/\/test_\w+/, '/no_such_database'),
  ]) {
    const message = await refusal(settings({ DATABASE_URL: url }))
    assert.match(message, /^DATABASE_URL: /)
    assert.doesNotMatch(message, /hush-hush/)
  }
})

test('each wrong setting is named with what it should look like', async () => {
  for (const [name, value] of [
    ['PORT', 'eighty'],
    ['BASE_URL', 'copse.example'],
    ['DATABASE_URL', 'mysql://localhost/copse'],
    ['COPSE_SECRET', 'short'],
    ['SMTP_URL', 'mail.example.org'],
    ['MAIL_DOMAIN', 'not a domain'],
    ['MAIL_IN_PORT', '99999'],
  ] as const) {
    assert.match(await refusal(settings({ [name]: value })), new RegExp(`^${name}: `), name)
  }
})

test('a folder that cannot be made is named', async () => {
  writeFileSync(join(folder, 'in-the-way'), '')
  const message = await refusal(settings({ COPSE_DATA: join(folder, 'in-the-way', 'data') }))
  assert.match(message, /^COPSE_DATA: the folder .*in-the-way\/data cannot be made \(ENOTDIR\)/)
})
