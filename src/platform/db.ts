import { createHash } from 'node:crypto'
import {
  type ControlledTransaction,
  Kysely,
  type LimitNode,
  PostgresDialect,
  PostgresQueryCompiler,
  sql,
  type Transaction,
  ValueNode,
} from 'kysely'
import pg from 'pg'
import { inItsRound } from './rounds.ts'
import type { Tables } from './tables.gen.ts'

export type { Insertable, Selectable, Updateable } from 'kysely'
export type { Tables }
export { sql }

/** Inside the program; in addresses a thing goes by its `key`. */
export type Id = number
export type Db = Kysely<Tables> | Transaction<Tables> | ControlledTransaction<Tables>

/** The time as all of Copse reads it: the database's, shifted in demonstration and tests. */
export const now = sql<Date>`app_now()`

const { builtins } = pg.types
const INT8_ARRAY = 1016
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number
    if (oid === builtins.DATE) return String
    if (oid === INT8_ARRAY) return (text: string) => text.slice(1, -1).split(',').filter(Boolean).map(Number)
    return pg.types.getTypeParser(oid as never, format as 'text')
  },
} as pg.CustomTypesConfig

/** `connection` is an address or pg's own settings (the embedded server's socket). */
export function openDb(connection: string | pg.PoolConfig, { max = 10 } = {}): Kysely<Tables> {
  const pool = openPool(connection, { max })
  return new Kysely<Tables>({ dialect: new Dialect({ pool }) })
}

export function openPool(connection: string | pg.PoolConfig, { max = 10 } = {}): pg.Pool {
  const where = typeof connection === 'string' ? { connectionString: connection } : connection
  const pool = new pg.Pool({ ...where, max, types, statement_timeout: 30_000, Client: PreparingClient })
  // A connection that breaks is replaced by the next query, which reports what is wrong.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

class Dialect extends PostgresDialect {
  override createQueryCompiler() {
    return new Compiler()
  }
}

/** Writes a limit into the statement: for one that it does not know PostgreSQL guesses a tenth of all rows, and plans anew each time. */
class Compiler extends PostgresQueryCompiler {
  protected override visitLimit({ limit }: LimitNode) {
    this.append('limit ')
    if (ValueNode.is(limit)) this.appendImmediateValue(limit.value)
    else this.visitNode(limit)
  }
}

/** Names each statement by its text, so that PostgreSQL plans it once for a connection. */
class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads cannot be restated.
  override query(...given: any[]): any {
    const [text, values, ...rest] = given
    const isNamed = typeof text === 'string' && Array.isArray(values)
    const asked = isNamed ? [{ name: nameOf(text), text, values }, ...rest] : given
    const answer = super.query(...(asked as [string])) as unknown
    return answer instanceof Promise ? inItsRound(answer) : answer
  }
}

const ANEW = '/* planned anew */'
/** In a statement whose plan depends on its values, such as how common a word is or how large a community; it gets no name. */
export const PLANNED_ANEW = sql.raw(ANEW)

const names = new Map<string, string>()
const MOST_NAMES = 1000

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= MOST_NAMES || text.includes(ANEW)) return known
  const name = createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}
