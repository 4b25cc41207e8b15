import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type FreshDatabase, freshDatabase } from '../../test/support/database.ts'
import { openDb, PLANNED_ANEW, sql } from './db.ts'

let database: FreshDatabase
let db: ReturnType<typeof openDb>
before(async () => {
  database = await freshDatabase()
  db = openDb(database.connection, { max: 1 })
})
after(async () => {
  await db.destroy()
  await database.drop()
})

test('a limit stands in the statement and is no parameter', async () => {
  const { sql: text, parameters } = db.selectFrom('topic').select('id').limit(3).compile()
  assert.match(text, / limit 3$/)
  assert.deepEqual(parameters, [])
})

test('a statement with values keeps its plan, but for one that is planned anew', async () => {
  await sql`select ${1}::int as kept`.execute(db)
  await sql`${PLANNED_ANEW} select ${1}::int as anew`.execute(db)
  await db.selectFrom('topic').modifyFront(PLANNED_ANEW).select('id').where('id', '=', 0).execute()

  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements where statement not like '%pg_prepared%'`.execute(db)
  assert.deepEqual(rows, [{ statement: 'select $1::int as kept' }])
})
