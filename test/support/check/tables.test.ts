import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkTableOwners } from './tables.ts'
import { plantTree } from './tree.ts'

const tree = {
  'migrations/0001_platform.sql': 'create table activity (id int);\n',
  'migrations/0002_people.sql': 'create table person (id int);\ncreate table address (id int);\n',
  'src/modules/people/index.ts': `export const people = { tables: ['person', 'address'] }`,
  'src/modules/people/README.md': 'People.\n\nOwns: person, address. Reads: nothing.\n',
  'src/modules/queries/index.ts': `export const queries = {\n  tables: [\n    'query',\n  ],\n}`,
  'src/modules/queries/README.md': 'Queries.\n\nOwns: query. Reads: person.\n',
  'migrations/0003_queries.sql': 'create table query (id int);\n',
}

test('own tables are written, those of the platform read, those under Reads joined', () => {
  const findings = check({
    'src/platform/activity.ts': `db.insertInto('activity')`,
    'src/modules/people/actions.ts': `db.insertInto('person'); sql\`update address set id = 1\``,
    'src/modules/queries/reads.ts': `db.selectFrom('query').innerJoin('person', 'a', 'b').selectFrom('activity'); Buffer.from('address')`,
    'src/modules/queries/views.tsx': `t('A letter from address') // update person set`,
    'src/modules/queries/query.test.ts': `db.deleteFrom('person')`,
  })
  assert.deepEqual(findings, [])
})

for (const [what, line] of [
  ['insertInto', `db.insertInto('address').values({})`],
  ['updateTable with an alias', `db.updateTable('address as a').set({})`],
  ['deleteFrom on the next line', `db.deleteFrom(\n  'address')`],
  ['insert in SQL', `await sql\`insert into address (id) values (\${id})\`.execute(tx)`],
  ['update in SQL, with a type and an alias', `sql<{ id: Id }>\`\n  update address a\n  set id = \${one}\``],
  ['delete in SQL, after a hole', `sql\`with x as (\${inner}) delete from address\``],
  ['SQL given to a pool', `pool.query('insert into address values (1)')`],
] as const) {
  test(`a write to the table of another is found: ${what}`, () => {
    const findings = check({ 'src/modules/queries/actions.ts': line })
    const [first] = findings
    assert.equal(first, `src/modules/queries/actions.ts writes address, which is people's`)
  })
}

test('a write in a view, and one of a platform table by a module, are found', () => {
  assert.deepEqual(check({ 'src/modules/queries/views.tsx': `db.updateTable('activity')` }), [
    `src/modules/queries/views.tsx writes activity, which is platform's`,
  ])
})

for (const line of [
  `db.selectFrom('address')`,
  `db.leftJoin('address as a', 'x', 'y')`,
  'sql`select 1 from query join address on true`',
]) {
  test(`a read that the README does not list is found: ${line}`, () => {
    assert.deepEqual(check({ 'src/modules/queries/reads.ts': line }), [
      'src/modules/queries/reads.ts reads address of people: src/modules/queries/README.md does not list it under Reads',
    ])
  })
}

test('the platform reads no table of a module', () => {
  assert.deepEqual(check({ 'src/platform/outbox.ts': `db.selectFrom('person')` }), [
    'src/platform/outbox.ts reads person of people: platform knows no tables of modules',
  ])
})

test('tables without an owner, with two, and lists that do not agree are found', () => {
  const findings = check({
    'migrations/0004_more.sql': 'create table lonely (id int);\n',
    'src/modules/queries/index.ts': `export const queries = { tables: ['query', 'person', 'ghost'] }`,
  })
  assert.deepEqual(findings.sort(), [
    'lonely is owned by no module',
    'person is owned by people and queries',
    'queries names the table ghost, which no migration creates',
    'src/modules/queries/README.md does not list ghost under Owns',
    'src/modules/queries/README.md does not list person under Owns',
  ])
})

function check(files: Record<string, string>): string[] {
  return checkTableOwners(plantTree({ ...tree, ...files }))
}
