import { openDb } from '../../src/platform/db.ts'
import { sendOutbox, transportFor } from '../../src/platform/mail/send.ts'
import { startMailIn } from '../../src/platform/mail/smtp-in.ts'
import { workInbound } from '../../src/platform/mail/work-inbound.ts'
import { letter } from '../../src/platform/outbox.ts'
import { settle, testProgram } from './mail.ts'

/** A process of its own that takes mail in, works it and sends what is due, so that a test can kill it at any moment. */
const [database = '', folder = '', SMTP_URL = ''] = process.argv.slice(2)
const config = settle(folder)
const db = openDb(database)
const program = testProgram([
  letter('test.news', 'thing', async () => ({ subject: 'News', blocks: [], why: 'A test.' })),
])
const transport = transportFor({ ...config, SMTP_URL })

const { port } = await startMailIn(db, program, { port: 0 })
process.send?.(port)
process.on('disconnect', () => process.exit())
for (;;) {
  const worked = (await workInbound(db, program)) + (await sendOutbox(db, program, transport))
  if (worked === 0) await new Promise((resolve) => setTimeout(resolve, 20))
}
