import { simpleParser } from 'mailparser'
import { sql } from '../../../src/platform/db.ts'
import { writeAllAgain } from '../../leaks/mails.ts'
import type { LaidStage } from '../stage.ts'
import { type Attempt, expect } from '../trial.ts'
import { columnsIn } from './marks.ts'
import { openTab } from './opening.ts'
import type { Seen } from './stored.ts'

type Letter = { letter: string; raw: Buffer }

/** Every letter written again with payloads in all it says, its HTML opened with scripts allowed and without any policy. */
export async function openLetters(stage: LaidStage, attempt: Attempt, seen: Seen) {
  const { world, short } = stage
  const after = await writeAllAgain(world)
  const { rows } = await sql<Letter>`
    select letter, raw from mailbox join outbox on outbox.id = outbox_id where mailbox.id > ${after} order by mailbox.id desc`.execute(
    world.db,
  )
  const tab = await openTab(world, await stage.shown(), null)
  const opened = new Map<string, number>()
  for (const { letter, raw } of rows) {
    const { html, text = '', subject = '', headerLines } = await simpleParser(raw)
    const columns = columnsIn(`${subject} ${text} ${html}`)
    const isNew = columns.some((column) => !seen.columns.has(column))
    for (const column of columns) seen.columns.add(column)
    const isClean = headerLines.every(({ line }) => !/^(bcc|x-injected)/i.test(line))
    expect(attempt, isClean, `${letter}: a header of a payload`)
    const nth = opened.get(letter) ?? 0
    opened.set(letter, nth + 1)
    if (!html || !(isNew || nth < (short ? 1 : 20))) continue
    seen.mails++
    const wrong = await tab.openMail(html).catch((error) => [`did not open: ${error.message}`])
    for (const what of new Set(wrong)) attempt.wrong(`${letter}: ${what}`)
  }
  await tab.close()
  attempt.figure('kinds of letters written', opened.size)
}
