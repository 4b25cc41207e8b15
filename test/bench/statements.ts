import pg from 'pg'

/** How many statements the database is sent until `stop`. */
export function countingStatements() {
  const { query } = pg.Client.prototype
  let count = 0
  pg.Client.prototype.query = function (this: pg.Client, ...given: never[]) {
    count += 1
    return query.apply(this, given as never)
  } as never
  return {
    stop() {
      pg.Client.prototype.query = query
      return count
    },
  }
}
