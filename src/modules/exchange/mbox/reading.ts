import type { Kysely } from 'kysely'
import type { Id, Tables } from '../../../platform/db.ts'
import { readSource, type Source } from './sources.ts'
import { type RawMail, splitMbox } from './split.ts'
import { forgetStaged, listStaged, saveStaged } from './stage.ts'
import { type Context, hashOf, type StagedMail, stageMail } from './staged.ts'

const BATCH = 200
/** So many bytes of mails are read at once at most. */
const BATCH_BYTES = 8 * 1024 * 1024

type Listener = { bytes: (count: number) => void; mails: (count: number) => void }
type Found = { mail: RawMail; position: number; source: string }

/** Reads the files mail by mail into `import_mail`, and skips what an earlier run has read of them. */
export async function readArchive(
  db: Kysely<Tables>,
  { id: import_id, ...context }: { id: Id } & Context,
  sources: Source[],
  listener: Listener,
) {
  let saving: Promise<void> = Promise.resolve()
  for await (const batch of inBatches(freshMails(db, import_id, sources, listener))) {
    const staged: StagedMail[] = []
    for (const { mail, ...place } of batch) staged.push(await stageMail(mail, place, context))
    await saving
    // The database takes one batch in while the next one is read; a failure is met at the next turn.
    saving = saveStaged(db, import_id, staged).then(() => listener.mails(batch.length))
    saving.catch(() => {})
  }
  await saving
}

/** The mails that have not been read before. Where the archive differs from what was read, all from there on is read anew. */
async function* freshMails(db: Kysely<Tables>, import_id: Id, sources: Source[], listener: Listener) {
  const staged = listStaged(db, import_id)
  let known = (await staged.next()).value
  let position = 0
  for await (const found of listMails(sources, listener)) {
    position += 1
    if (known?.position === position && known.raw_hash === hashOf(found.mail.raw)) {
      known = (await staged.next()).value
      listener.mails(1)
      continue
    }
    if (known) await forgetStaged(db, import_id, position)
    known = undefined
    yield { ...found, position }
  }
  if (known) await forgetStaged(db, import_id, position + 1)
}

async function* listMails(sources: Source[], { bytes }: Listener): AsyncGenerator<Omit<Found, 'position'>> {
  for (const source of sources) {
    const chunks = readSource(source, bytes)
    for await (const mail of source.isMail ? wholeMail(chunks) : splitMbox(chunks)) yield { mail, source: source.name }
  }
}

/** A file of a Maildir; what is far too large to be a mail is read no further. */
async function* wholeMail(chunks: AsyncIterable<Buffer>): AsyncGenerator<RawMail> {
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    if (size < 2 ** 25) parts.push(chunk)
    size += chunk.length
  }
  yield { raw: Buffer.concat(parts), envelope: '', at: 0, size }
}

async function* inBatches(mails: AsyncIterable<Found>): AsyncGenerator<Found[]> {
  let batch: Found[] = []
  let bytes = 0
  for await (const found of mails) {
    batch.push(found)
    bytes += found.mail.raw.length
    if (batch.length < BATCH && bytes < BATCH_BYTES) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}
