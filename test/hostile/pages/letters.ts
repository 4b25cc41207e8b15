import { simpleParser } from 'mailparser'
import { sql } from '../../../src/platform/db.ts'
import { writeAllAgain } from '../../leaks/mails.ts'
import type { LaidStage } from '../stage.ts'
import { expect, type Trial } from '../trial.ts'
import { listPayloads } from './corpora.ts'
import { type Filling, fillAll } from './fill.ts'
import { openTab } from './opening.ts'
import { dealer } from './stored.ts'

/** Every letter written again with payloads in all it says, its HTML opened with scripts allowed and without any policy. */
export const mailedScripts: Trial<LaidStage> = {
  name: 'scripts in every text column run in no mail, and no mail asks another host for anything',
  async run(stage, attempt) {
    const { world, short } = stage
    const { payloads } = listPayloads()
    const filling: Filling = { pairs: new Set(), columns: new Set() }
    await fillAll(world.db, payloads, dealer(payloads.length), filling)
    await sql`update address set address = regexp_replace(address, '[^a-z0-9@.-]', '', 'g')`.execute(world.db)
    const after = await writeAllAgain(world)
    const { rows } = await sql<{ letter: string; raw: Buffer }>`
      select letter, raw from (select mailbox.raw, outbox.letter, row_number() over (partition by outbox.letter order by mailbox.id desc) as nth
        from mailbox join outbox on outbox.id = outbox_id where mailbox.id > ${after}) m
      where nth <= ${short ? 2 : 20}`.execute(world.db)
    const tab = await openTab(world, await stage.shown(), null)
    for (const { letter, raw } of rows) {
      const { html, headerLines } = await simpleParser(raw)
      expect(
        attempt,
        headerLines.every(({ line }) => !/^(bcc|x-injected)/i.test(line)),
        `${letter}: a header of a payload`,
      )
      if (!html) continue
      const wrong = await tab.openMail(html).catch((error) => [`did not open: ${error.message}`])
      for (const what of new Set(wrong)) attempt.wrong(`${letter}: ${what}`)
    }
    await tab.close()
    attempt.figure(
      'mails opened in Chromium, of so many letters',
      `${rows.length}, ${new Set(rows.map(({ letter }) => letter)).size}`,
    )
  },
}
