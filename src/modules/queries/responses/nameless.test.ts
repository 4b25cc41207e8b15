import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, plantMember, plantPerson, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { findRow, letterTo, monday, pass, postQuery, respond, setMoment, words } from '../builders.ts'

let world: World
let hema: Actor
let path: string

/** Hema's id is one that no other number in the database is. */
before(async () => {
  world = await openWorld()
  const { db, north } = world
  await sql`alter table person alter column id restart with 7654321`.execute(db)
  hema = await plantPerson(db, 'Hema')
  await plantMember(db, hema.id, north.id)
  await setMoment(world, monday)
  path = await postQuery(world, world.ben)
})
after(() => world.close())

/** A row for each thing that the database holds; letters that went to all tell nothing of one. */
async function allRows() {
  const { rows: tables } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(world.db)
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const all = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.raw(name)} t`.execute(world.db)
      return all.rows.map(({ row }) => `${name} ${row}`)
    }),
  )
  return new Set(rows.flat())
}

async function freshRows(act: () => Promise<unknown>) {
  const before = await allRows()
  await act()
  return [...(await allRows())].filter((row) => !before.has(row))
}

const tellsOfHema = (row: string) => [String(hema.id), hema.key, 'Hema', hema.address].some((one) => row.includes(one))
const toAll = (row: string) =>
  /"letter": "conversations\.post"/.test(row) || /^public\.mailbox .*\[North\] (Re: )?(URGENT )?Query:/.test(row)

test('a response without a name leaves no trace of its writer: not in a table, on a page, in a mail or in search', async () => {
  const named = await freshRows(async () => {
    await respond(world, hema, path, 'Under my own name.')
    await pass(world)
  })
  assert.ok(named.filter((row) => !toAll(row)).some(tellsOfHema), 'it could')

  const fresh = await freshRows(async () => {
    const answer = await respond(world, hema, path, 'We were told to round up.', { wish: 'unattributed' })
    assert.equal(answer.headers.get('location'), `${path}?responded`)
    await pass(world)
  })

  assert.ok(fresh.some((row) => row.includes('round up')))
  assert.deepEqual(
    fresh.filter(tellsOfHema).filter((row) => !toAll(row)),
    [],
  )
  const page = await world.page(world.dee, path)
  assert.match(words(page), /A member of North .*round up/)
  const { raw } = await letterTo(world, world.dee, /Re: Query/)
  const search = await world.page(world.dee, '/search?q=round+up')
  assert.match(search, /round up/)
  const own = page.slice(page.lastIndexOf('<article'), page.indexOf('</article>', page.lastIndexOf('<article')))
  for (const shown of [own, raw, search]) assert.equal(tellsOfHema(shown), false)
})

test('by mail too: the raw mail is gone, and so is its sender', async () => {
  const { db } = world
  const second = await nameless()
  const letter = await letterTo(world, hema, /URGENT Query: Frank words/)

  const fresh = await freshRows(async () => {
    await world.reply(hema, 'We too were told to round up.', letter, { messageId: '<1.Hema@her-office.example>' })
    await world.work()
  })
  const receipt = await letterTo(world, hema, /Your contribution was taken in/)
  const kept = fresh.filter(tellsOfHema).filter((row) => !/^public\.(mailbox|automatic)/.test(row))
  assert.deepEqual(
    kept.filter((row) => !toAll(row)),
    [],
  )
  assert.doesNotMatch(receipt.raw, new RegExp(`Frank words|${second}`))
  const mails = await db.selectFrom('inbound_mail').select(['from_address', 'file', 'subject']).execute()
  assert.deepEqual(mails.at(-1), { from_address: null, file: null, subject: null })

  await world.reply(hema, 'undo', receipt)
  await pass(world)
  assert.doesNotMatch(await world.page(world.dee, second), /told to round up/)
  const { id } = await findRow(world, second)
  assert.deepEqual(
    await db.selectFrom('response').select(['number', 'quote_wish']).where('query_id', '=', id).execute(),
    [{ number: 1, quote_wish: 'name' }],
  )
})

test('in a query without names nobody is offered another wish, and no wish can loosen it', async () => {
  const second = await nameless()
  assert.doesNotMatch(await world.page(hema, second), /name="wish"/)

  const fresh = await freshRows(async () => {
    await respond(world, hema, second, 'Sent with a name.', { wish: 'name' })
    await pass(world)
  })

  assert.deepEqual(
    fresh.filter(tellsOfHema).filter((row) => !toAll(row)),
    [],
  )
  assert.match(words(await world.page(world.dee, second)), /A member of North .*Sent with a name/)
})

/** One query of which no writer is named. */
let frank: string | undefined
async function nameless() {
  frank ??= await postQuery(world, world.cho, {
    ...{ title: 'Frank words: what went wrong?', context: 'Nobody is named.', attribution: 'unattributed' },
    urgency: 'urgent',
  })
  return frank
}
