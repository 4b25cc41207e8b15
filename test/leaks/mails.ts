import { simpleParser } from 'mailparser'
import { sql } from '../../src/platform/db.ts'
import type { World } from '../world.ts'
import { openTags } from './canaries.ts'
import { wordsWithin } from './documents.ts'
import { type Expected, findLeaks, seenIn } from './expected.ts'
import type { Asked, Crawl } from './look.ts'

type Sent = { id: number; to_address: string; raw: Buffer; person_id: number | null; letter: string | null }

/** Writes every letter again, for whom it was written then, as everything stands now; and the digests of another day. */
export async function writeAllAgain({ db, work, travel }: World): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from mailbox`.execute(db)
  await sql`update outbox set state = 'waiting', sent_at = null, attempts = 0, error = null, send_after = app_now()
    where state in ('sent', 'dropped')`.execute(db)
  await work()
  await travel('1 day')
  await work()
  return rows[0]?.id ?? 0
}

/** What stands in each mail that its reader may not see: text, HTML, headers and attachments. */
export async function readMails({ world, expected, crawl }: Asked, after: number): Promise<number> {
  const { rows } = await sql<Sent>`
    select mailbox.id, to_address, raw, person_id, (select letter from outbox where outbox.id = outbox_id) as letter
    from mailbox left join address on address = to_address where mailbox.id > ${after}`.execute(world.db)
  for (const mail of rows) await readMail(expected, crawl, mail)
  return rows.length
}

async function readMail(expected: Expected, crawl: Crawl, { to_address, raw, person_id, letter }: Sent) {
  const { text = '', html, headerLines, attachments } = await simpleParser(raw)
  const files = await Promise.all(
    attachments.map(
      async ({ filename, content, contentType }) => `${filename} ${await wordsWithin(content, contentType)}`,
    ),
  )
  const whole = [...headerLines.map(({ line }) => line), text, html || '', ...files].join('\n')
  const where = `mail ${letter ?? ''}`
  for (const { word, canary } of findLeaks(expected, whole, { id: person_id })) {
    crawl.findings.push({ what: `leak of ${word}`, where, who: to_address, column: [...canary.columns].join(' ') })
  }
  for (const { canary } of seenIn(expected.canaries, whole))
    for (const column of canary.columns) crawl.reached.add(column)
  for (const word of openTags(html || '')) {
    const column = [...(expected.canaries.get(word)?.columns ?? [])].join(' ')
    crawl.findings.push({ what: 'missing escape', where, who: to_address, column })
  }
}
