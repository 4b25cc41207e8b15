import { sql } from '../../../src/platform/db.ts'
import type { World } from '../../world.ts'
import { addressesOf, csrfOf, fieldsOf, formsOf, sendersOf } from '../known.ts'
import type { LaidStage } from '../stage.ts'
import { expect, type Trial } from '../trial.ts'

/** A number and a day that no row has. */
const INVENTED = 987_654_321
const LONG_AGO = '1893-12-31'

/** Every form, sent with a field for each column that somebody might wish to write: rights, people, communities, times. */
export const moreFields: Trial<LaidStage> = {
  name: 'ASVS 15.3.3: fields that a form does not have change nothing',
  async run({ world, ground, keys, short }, attempt) {
    const columns = await listColumns(world)
    const more = { ...namesOf(columns, { person: ground.eve.id, community: world.south.id }), ...WORDS }
    const before = await traces(world, columns, ground.eve.id)
    let taken = 0
    for (const { path } of formsOf(world)) {
      for (const sender of sendersOf(ground)) {
        const csrf = await csrfOf(world, sender.actor)
        for (const address of addressesOf(path, keys, sender, short ? 1 : 4)) {
          const { status } = await world.send(sender.actor, address, { ...more, ...fieldsOf(path), csrf })
          expect(attempt, status < 500, `${address}: ${status}`)
          if (status === 303) taken++
        }
      }
    }
    const after = await traces(world, columns, ground.eve.id)
    for (const trace of Object.keys(after))
      if (after[trace] !== before[trace]) attempt.wrong(`${trace}: ${before[trace]} before, ${after[trace]} after`)
    expect(attempt, taken >= MOST_REFUSED, `only ${taken} forms were taken`)
    attempt.figure('forms with fields of others, taken without them', `${taken} (${Object.keys(more).length} fields)`)
  },
}

/** Where next to all is refused, next to nothing is shown. */
const MOST_REFUSED = 40

/** Rights and states in words, and names that mean something to JavaScript. */
const WORDS: Record<string, string> = {
  ...{ role: 'administrator', class: 'internal', is_admin: 'true', staff_only: 'false', is_primary: 'true' },
  ...{ viewer: '1', by: '1', owner: '1', __proto__: 'x', constructor: 'x', 'person[id]': '1', 'state[$ne]': '1' },
}

type Column = { table: string; column: string; type: string; of: string }

/** Every column that holds a number, a day or a time, and the table that it points to. */
async function listColumns({ db }: World): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select relname as table, attname as column, atttypid::regtype::text as type,
      coalesce((select confrelid::regclass::text from pg_constraint
        where conrelid = attrelid and contype = 'f' and conkey = array[attnum] limit 1), '') as of
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and atttypid = any (array['bigint', 'integer', 'date', 'timestamptz']::regtype[])
      and relname <> all (array['outbox', 'rate_count', 'activity'])`.execute(db)
  return rows
}

/** A field for each name of a column: somebody else, another community, a number and a day of nobody. */
function namesOf(columns: Column[], { person, community }: Record<'person' | 'community', number>) {
  const oneFor = ({ type, of }: Column) => {
    if (of === 'person') return String(person)
    if (of === 'community') return String(community)
    return isTime(type) ? LONG_AGO : String(INVENTED)
  }
  return Object.fromEntries(columns.map((column) => [column.column, oneFor(column)]))
}

const isTime = (type: string) => !/int/.test(type)

/** Where she stands in any row, what was invented, and who has which rights. */
async function traces({ db }: World, columns: Column[], person_id: number): Promise<Record<string, number>> {
  const counts = columns.flatMap(({ table, column, type, of }) => {
    const invented = isTime(type) ? `"${column}"::date = '${LONG_AGO}'` : `"${column}" = ${INVENTED}`
    const found = count(`what was invented in ${table}.${column}`, table, invented)
    return of === 'person' ? [found, count(`Eve in ${table}.${column}`, table, `"${column}" = ${person_id}`)] : [found]
  })
  const roles = count('administrators', 'role', `role = 'administrator' and until is null`)
  const all = await sql.raw<{ name: string; count: string }>([...counts, roles].join(' union all ')).execute(db)
  return Object.fromEntries(all.rows.map((row) => [row.name, Number(row.count)]))
}

const count = (name: string, table: string, where: string) =>
  `select '${name}' as name, count(*) as count from "${table}" where ${where}`
