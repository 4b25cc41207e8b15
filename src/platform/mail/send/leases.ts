import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Db, type Id, sql, type Tables } from '../../db.ts'
import { logFault } from '../../log.ts'

export type LeasedRow = { id: Id; person_id: Id; about_id: Id; letter: string; message_id: string; attempts: number }

const LEASE_SECONDS = 60
const RENEW_SECONDS = 15
/** Finding what is urgent means looking at all that waits, so it is not done for each batch of many. */
const LOOK_FOR_URGENT_MS = 500

/** The leases of one run. They are renewed while it lives, so that a slow server costs no copy; a killed run loses them soon. */
export function openLeases(db: Kysely<Tables>) {
  const lease = randomUUID()
  let renewed = performance.now()
  let looked = -LOOK_FOR_URGENT_MS
  const timer = setInterval(() => {
    const from = performance.now()
    renew(db, lease).then(
      () => {
        renewed = from
      },
      (error) => logFault(error),
    )
  }, RENEW_SECONDS * 1000)
  return {
    lease,
    /** Whether nobody else can have taken over by now. */
    holds: () => performance.now() - renewed < (LEASE_SECONDS - 10) * 1000,
    take(most: number, urgent: string[]) {
      const looks = performance.now() - looked > LOOK_FOR_URGENT_MS
      if (looks) looked = performance.now()
      return take(db, lease, most, looks ? urgent : [])
    },
    async close(someAreLeft: boolean) {
      clearInterval(timer)
      if (someAreLeft) await giveBack(db, lease)
    },
  }
}

/** What somebody waits for goes first; otherwise in the order in which it was to go. */
async function take(db: Db, lease: string, most: number, urgent: string[]): Promise<LeasedRow[]> {
  const order = urgent.length > 0 ? sql`letter = any(${urgent}) desc, send_after, id` : sql`send_after, id`
  const { rows } = await sql<LeasedRow>`
    update outbox set lease = ${lease}, leased_until = now() + ${LEASE_SECONDS} * interval '1 second', attempts = attempts + 1
    where id in (
      select id from outbox
      where state = 'waiting' and send_after <= app_now() and (leased_until is null or leased_until < now())
      order by ${order}
      limit ${sql.lit(most)} for update skip locked)
    returning id, person_id, about_id, letter, message_id, attempts`.execute(db)
  return rows.sort((one, other) => one.id - other.id)
}

async function renew(db: Db, lease: string) {
  await sql`
    update outbox set leased_until = now() + ${LEASE_SECONDS} * interval '1 second'
    where lease = ${lease} and state = 'waiting'`.execute(db)
}

/** What was not tried has lost nothing. */
async function giveBack(db: Db, lease: string) {
  await sql`
    update outbox set lease = null, leased_until = null, attempts = greatest(0, attempts - 1)
    where lease = ${lease} and state = 'waiting'`.execute(db)
}
