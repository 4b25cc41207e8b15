import type { LaidStage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { listFilled, readTold } from './columns.ts'
import { listPayloads } from './corpora.ts'
import { type Deal, type Filling, fillAll } from './fill.ts'
import { openLetters } from './letters.ts'
import { layMore } from './more-ground.ts'
import { openPages } from './seen-pages.ts'

/** So many payloads come to stand in each column in one pass, shared out among its rows. */
const A_PASS = { short: 24, long: 400 }

/** Where something of a column was seen, and how much was opened for it. */
export type Seen = { columns: Set<string>; read: number; pages: number; mails: number; files: number }

/** Payloads in every text of every row, each page and each mail opened in a browser: nothing runs, nothing could. */
export const storedScripts: Trial<LaidStage> = {
  name: 'ASVS 1.2.1, 1.2.10, 3.4.3: scripts in every text column run on no page and in no mail, formulas in no table',
  async run(stage, attempt) {
    const { payloads, sources } = listPayloads()
    expect(attempt, payloads.length >= 1000, `there are ${payloads.length} payloads`)
    await layMore(stage)
    const filling: Filling = { pairs: new Set(), columns: new Set() }
    const seen: Seen = { columns: new Set(), read: 0, pages: 0, mails: 0, files: 0 }
    const aPass = stage.short ? A_PASS.short : A_PASS.long
    const deal = dealer(payloads.length, aPass)
    const passes = stage.short ? 1 : Math.ceil(payloads.length / aPass) + 1
    for (let pass = 0; pass < passes; pass++) {
      await fillAll(stage.world.db, payloads, deal, filling)
      await openPages(stage, attempt, seen, { onEveryRoute: !stage.short && pass === 0 })
    }
    await openLetters(stage, attempt, seen)
    await holdToTable(stage, attempt, filling, seen)
    attempt.figure('payloads', `${payloads.length} (${sources.join(', ')})`)
    tell(attempt, filling, seen)
  },
}

/** Each column goes through all payloads in its own order, as many at a time as its rows are few. */
function dealer(count: number, aPass: number): Deal {
  const at = new Map<string, number>()
  return (column, rows) => {
    const many = Math.max(1, Math.min(aPass, Math.ceil(aPass / rows)))
    const from = at.get(column) ?? (column.length * 7919) % count
    at.set(column, (from + many) % count)
    return Array.from({ length: many }, (_, nth) => (from + nth) % count)
  }
}

/** Of each column it is known that it was filled, and that it was seen, or why nobody is shown it. */
async function holdToTable({ world }: LaidStage, attempt: Attempt, filling: Filling, seen: Seen) {
  const { unseen } = readTold()
  for (const { column } of await listFilled(world.db)) {
    expect(attempt, filling.columns.has(column), `${column} was not filled`)
    const isTold = unseen.has(column)
    if (!isTold)
      expect(attempt, seen.columns.has(column), `${column} was seen nowhere, and columns.md does not say why`)
    else expect(attempt, !seen.columns.has(column), `${column} was seen, and columns.md says that it is not`)
  }
}

function tell(attempt: Attempt, filling: Filling, seen: Seen) {
  const reached = [...filling.pairs].filter((pair) => seen.columns.has(pair.split(' ')[0] ?? '')).length
  attempt.figure('payloads × columns put into the database', filling.pairs.size)
  attempt.figure('of them in columns that were seen on what was opened', reached)
  attempt.figure('text columns and documents filled, seen', `${filling.columns.size}, ${seen.columns.size}`)
  attempt.figure('pages read by Chromium as it reads them', seen.read)
  attempt.figure('of them opened in it, on screen and as print', seen.pages)
  attempt.figure('mails opened in Chromium without a policy', seen.mails)
  attempt.figure('tables, prints and other files read', seen.files)
}
