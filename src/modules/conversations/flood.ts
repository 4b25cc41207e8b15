import { type Db, sql } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import type { Door } from '../../platform/viewer.ts'

/** The same words so often in a day are a program's that answers every mail, and would answer what that causes. */
const MOST_SAME = 3

/** Words that came by mail stand in a thread a few times a day at most; whose they are is not asked. */
export async function refuseFlood(tx: Db, { id }: { id: number }, { via, body }: { via: Door; body: string }) {
  if (via !== 'mail') return
  const { rows } = await sql<{ count: number }>`
    select count(*) from post where thread_id = ${id} and via = 'mail' and body = ${body} and at > app_now() - interval '1 day'`.execute(
    tx,
  )
  refuseSame(rows[0]?.count ?? 0)
}

export function refuseSame(count: number) {
  if (count < MOST_SAME) return
  throw new Refused(
    t('The same words came several times today, so this mail was not taken. Go on tomorrow, or write on the page.'),
  )
}
