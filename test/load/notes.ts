import { openDb, sql } from '../../src/platform/db.ts'
import type { Entry, Kind } from '../faults/ledger.ts'

export type Noted = { tried: Entry[]; acknowledged: Entry[]; faults: string[]; early: string[] }
export type Notes = ReturnType<typeof openNotes>

/** What was tried, what was acknowledged, and what was not as it is promised. */
export function openNotes(connection: Parameters<typeof openDb>[0]) {
  const db = openDb(connection, { max: 4 })
  const noted: Noted = { tried: [], acknowledged: [], faults: [], early: [] }
  return {
    noted,
    try(kind: Kind, marker: string): string {
      noted.tried.push({ kind, marker, at: Date.now() })
      return marker
    },
    /** Whoever is told that it was taken may go away at that moment: it stands in the database already. */
    async acknowledge(kind: Kind, marker: string) {
      noted.acknowledged.push({ kind, marker, at: Date.now() })
      if (!(await isKept(marker))) noted.early.push(`${kind} ${marker}`)
    },
    fault: (what: string) => void noted.faults.push(what),
    close: () => db.destroy(),
  }

  async function isKept(marker: string): Promise<boolean> {
    const { rows } = await sql<{ kept: boolean }>`
      select exists (select from (select body from post order by id desc limit 100) newest where body like ${`%${marker}%`})
        or exists (select from (select message_id from inbound_mail order by id desc limit 100) newest where message_id like ${`%${marker}%`}) as kept`.execute(
      db,
    )
    return rows[0]?.kept ?? false
  }
}
