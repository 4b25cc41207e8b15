import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { Unfit } from '../../../platform/errors.ts'
import { bringIn, fileOf, quiet, threadsOf, written } from './builders.ts'
import { discardImport } from './import.ts'
import { UnreadableArchive } from './sources.ts'

const COUNT = 500
const archive = Array.from({ length: COUNT }, (_, nth) =>
  written({
    id: `${nth}@old`,
    from: `Writer ${nth % 7} <writer${nth % 7}@old.example>`,
    subject: nth % 5 ? `Re: Wells ${nth - (nth % 5)}` : `Wells ${nth}`,
    date: new Date(Date.UTC(2009, 0, 1) + nth * 3_600_000).toUTCString(),
    body: `Contribution ${nth} about wells.`,
    ...(nth % 5 ? { reply: `${nth - 1}@old` } : {}),
  }),
).join('')

let whole: World
let broken: World
before(async () => {
  whole = await openWorld()
  await bringIn(whole, fileOf(whole, archive))
})
after(() => whole.close())
const inBroken = (name: string, run: () => Promise<void>) =>
  test(name, async () => {
    broken = await openWorld()
    try {
      await run()
    } finally {
      await broken.close()
    }
  })

class Broken extends Error {}
const breakAt = (what: 'mails' | 'posts') => {
  let seen = 0
  return {
    ...quiet,
    [what]: () => {
      seen += 1
      if (seen === 2 || what === 'posts') throw new Broken()
    },
  }
}

for (const what of ['mails', 'posts'] as const) {
  inBroken(
    `broken off while ${what} pass, nothing is seen of it; begun again, it ends as if it never had been`,
    async () => {
      const path = fileOf(broken, archive)

      await assert.rejects(bringIn(broken, path, {}, breakAt(what)), Broken)
      assert.ok((await staged(broken)) > 0)
      await seesNothing(broken)
      let continued: boolean | undefined
      const begin = (_: number, before: boolean) => {
        continued = before
      }
      const { counts } = await bringIn(broken, path, {}, { ...quiet, begin })

      assert.equal(continued, true)
      assert.equal(counts.added, COUNT)
      assert.deepEqual(await rowsOf(broken), await rowsOf(whole))
      assert.equal(await staged(broken), 0)
    },
  )
}

inBroken('killed at any moment and begun again, it ends as if it never had been', async () => {
  const path = fileOf(broken, archive)
  for (const least of [1, 250]) {
    const child = command(broken, ['mbox', path, '--community', 'north'])
    while (child.exitCode === null && (await staged(broken)) < least)
      await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    assert.equal(child.signalCode, 'SIGKILL')
    await seesNothing(broken)
  }

  const child = command(broken, ['mbox', path, '--community', 'north'])
  const [code] = await once(child, 'exit')

  assert.equal(code, 0)
  assert.deepEqual(await rowsOf(broken), await rowsOf(whole))
})

inBroken('an unfinished import can be discarded whole, and stands in the way of another until then', async () => {
  const before = await rowsOf(broken)
  await assert.rejects(bringIn(broken, fileOf(broken, archive), {}, breakAt('mails')), Broken)

  await assert.rejects(bringIn(broken, fileOf(broken, archive, 'other.mbox')), Unfit)
  const gone = await discardImport(broken.db, 'north')

  assert.equal(gone?.name, 'wells')
  assert.equal(await staged(broken), 0)
  assert.deepEqual(await broken.db.selectFrom('import').selectAll().execute(), [])
  assert.deepEqual(await rowsOf(broken), before)
  assert.equal(await discardImport(broken.db, 'north'), undefined)
})

inBroken('of two at once into one community the second is refused with a sentence', async () => {
  const path = fileOf(broken, archive)
  let second: unknown
  const first = await bringIn(
    broken,
    path,
    {},
    {
      ...quiet,
      mails: () => {
        second ??= bringIn(broken, path).catch((error) => error)
      },
    },
  )

  assert.equal(first.counts.added, COUNT)
  assert.match(String(await second), /Another import into North is running/)
})

inBroken('a file that is none, or ends too early, says so, and nothing of it is seen', async () => {
  const rubbish = Buffer.alloc(3_000_000, 'aGVsbG8=\n')
  for (const [file, says] of [
    [fileOf(broken, rubbish, 'rubbish.mbox'), /No mail was found/],
    [fileOf(broken, '', 'empty.mbox'), /No mail was found/],
    [fileOf(broken, 'x'.repeat(40_000_000), 'line.mbox'), /No mail was found/],
    ['/nowhere/at/all.mbox', /There is no file/],
  ] as const) {
    await assert.rejects(
      bringIn(broken, file),
      (error) => error instanceof UnreadableArchive && says.test(error.message),
    )
    assert.deepEqual(await broken.db.selectFrom('import').select('id').execute(), [])
  }

  const packed = gzipSync(archive, { level: 0 })
  await assert.rejects(
    bringIn(broken, fileOf(broken, packed.subarray(0, packed.length - 5000), 'cut.gz')),
    /cannot be read to its end/,
  )
  await seesNothing(broken)
  const { counts } = await bringIn(broken, fileOf(broken, packed, 'cut.gz'))
  assert.equal(counts.added, COUNT)
})

inBroken('single mails that are broken are counted and listed, and the others come in', async () => {
  const bomb = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain\n\nx\n'.repeat(3000)}--b--`
  const mails = [
    written({ id: 'fine@old' }),
    written({ id: 'bomb@old', more: bomb }),
    written({ id: 'head@old', more: `X: ${'x'.repeat(1_000_000)}\n` }),
    written({ id: 'line@old', body: 'x'.repeat(3_000_000) }),
    `From ana@example.org Mon Dec 14 11:33:20 2009\nX-Nothing: 1\n\n\0\x01\x02\xff\n\n`,
    written({ id: 'nul@old', subject: 'Nul\0l', body: 'Nu\0l \ud800.' }),
  ]

  const { counts, faults } = await bringIn(broken, fileOf(broken, mails.join('')))

  assert.deepEqual([counts.messages, counts.added, counts.broken], [6, 3, 3])
  assert.deepEqual(
    faults.map(({ position, trouble }) => [position, trouble]),
    [
      [2, 'The mail has too many parts.'],
      [3, 'The header of the mail is larger than any mail program writes.'],
      [5, 'It has no header of a mail.'],
    ],
  )
})

const main = fileURLToPath(new URL('../../../main.ts', import.meta.url))

function command(world: World, args: string[]) {
  const env = { ...process.env, DATABASE_URL: world.url, COPSE_DATA: world.folder, COPSE_QUIET: '1' }
  return spawn(process.execPath, ['--import', 'tsx', main, 'import', ...args], { env, stdio: 'ignore' })
}

async function staged({ db }: World) {
  const { rows } = await sql<{ count: number }>`select count(*) from import_mail`.execute(db)
  return rows[0]?.count ?? 0
}

async function seesNothing(world: World) {
  assert.deepEqual(await threadsOf(world), [])
  assert.doesNotMatch(await world.page(world.ana, '/search?q=wells'), /Contribution|Wells \d/)
  assert.doesNotMatch(await world.page(world.ana, '/communities/north/talk'), /Wells/)
  assert.deepEqual(await world.db.selectFrom('archive_address').selectAll().execute(), [])
}

/** Every row that an import leaves, without the numbers and keys that chance gives. */
async function rowsOf({ db }: World) {
  const { rows } = await sql<{ row: string }>`
    select jsonb_build_array(thread.title, thread.language, thread.last_number, thread.shown_up_to, thread.created_at, thread.active_at,
      to_jsonb(post) - '{id,key,thread_id,author_id,import_id}'::text[], person.name, person.state, archive_address.address,
      to_jsonb(archive_mail) - '{post_id,import_id}'::text[], message_ref.message_id,
      to_jsonb(entry) - '{subject_id,author_id}'::text[])::text as row
    from thread join post on post.thread_id = thread.id left join person on person.id = post.author_id
      left join archive_address on archive_address.person_id = person.id left join archive_mail on archive_mail.post_id = post.id
      left join message_ref on message_ref.post_id = post.id left join search_entry entry on entry.kind = 'post' and entry.subject_id = post.id
    order by thread.created_at, thread.title, post.number`.execute(db)
  return rows.map(({ row }) => row)
}
