import type { Db, Id } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { safeFileName } from '../../platform/files/file-name.ts'
import { keepFile, knowFile, typeByContent } from '../../platform/files/store.ts'
import { wantText } from '../../platform/files/text.ts'
import { t } from '../../platform/i18n.ts'
import { sizeInWords } from '../../ui/attachment.tsx'
import { withoutMetadata } from './metadata.ts'

export type Upload = { name: string; type: string; content: Buffer }
export type KeptFile = { sha256: string; name: string; type: string; size: number }

const MOST_FILES = 10
const MOST_BYTES = 20_000_000

/** Said beside the field, before anything is sent. */
export function filesHint(): string {
  return t('At most {count} files, {most} together.', { count: MOST_FILES, most: sizeInWords(MOST_BYTES) })
}

/** The files of a form, read whole: they are few and small. */
export function readUploads(files: File[]): Promise<Upload[]> {
  return Promise.all(
    files.map(async (file) => ({
      name: file.name,
      type: file.type,
      content: Buffer.from(await file.arrayBuffer()),
    })),
  )
}

/**
 * Makes the files durable before the transaction that names them. Those of an unattributed post are taken only where
 * nothing in them can tell the writer, and lose their names.
 */
export function keepAttachments(uploads: Upload[], { nameless = false } = {}): Promise<KeptFile[]> {
  refuseTooMuch(uploads)
  return Promise.all(uploads.map((upload, i) => keep(nameless ? withoutTraces(upload, i + 1) : upload)))
}

function refuseTooMuch(uploads: Upload[]) {
  if (uploads.length > MOST_FILES) {
    throw new Refused(t('At most {count} files can go with one contribution.', { count: MOST_FILES }))
  }
  const bytes = uploads.reduce((sum, { content }) => sum + content.length, 0)
  if (bytes > MOST_BYTES) {
    throw new Refused(
      t('The files are {size} together, and at most {most} can go with one contribution.', {
        size: sizeInWords(bytes),
        most: sizeInWords(MOST_BYTES),
      }),
    )
  }
}

async function keep({ name, type, content }: Upload): Promise<KeptFile> {
  const found = typeByContent(content, type)
  return { sha256: await keepFile(content), name: safeFileName(name, found), type: found, size: content.length }
}

function withoutTraces({ name, type, content }: Upload, number: number): Upload {
  const found = typeByContent(content, type)
  const clean = withoutMetadata(content, found)
  if (!clean) {
    throw new Refused(
      t(
        'A document such as {name} holds the name of its writer. Where nobody is named, paste its words or send a picture.',
        {
          name: safeFileName(name, found),
        },
      ),
    )
  }
  return { name: `${number}.${endings[found]}`, type: found, content: clean }
}

const endings: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'text/plain': 'txt' }

export async function saveAttachments(tx: Db, post_id: Id, { community_id }: { community_id: Id }, files: KeptFile[]) {
  if (files.length === 0) return
  for (const { sha256, size, type } of files) {
    await knowFile(tx, sha256, size, type)
    await wantText(tx, sha256)
  }
  const rows = files.map(({ sha256, name, type, size }, position) => ({ sha256, name, type, size, position }))
  await tx
    .insertInto('attachment')
    .values(rows.map((row) => ({ ...row, post_id, community_id })))
    .execute()
}
