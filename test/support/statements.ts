import pg from 'pg'

/** Counts the statements the database is sent until `stop`. */
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

export async function countOnce(work: () => Promise<unknown>): Promise<number> {
  const counting = countingStatements()
  await work().finally(counting.stop)
  return counting.stop()
}

/** The least of three times, since what surrounds a page is asked now and then. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = []
  for (let nth = 0; nth < 3; nth++) counts.push(await countOnce(work))
  return Math.min(...counts)
}
