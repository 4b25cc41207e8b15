import { z } from 'zod'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { findText } from '../../../platform/files/text.ts'
import { t } from '../../../platform/i18n.ts'
import { job } from '../../../platform/jobs.ts'
import type { Found } from '../../../platform/module.ts'
import { dropFromSearch, indexForSearch } from '../../../platform/search-entry.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { itemPath } from '../path.ts'
import { listItems } from '../shelf.ts'
import { addedSchema, addedWords } from './document.ts'
import { listHolding } from './reads.ts'
import { itemKindName } from './words.ts'

/** Writes anew how an item is found, and its files by their words. */
export async function indexAdded(tx: Db, id: Id) {
  const item = await tx.selectFrom('item').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (item.withdrawn_at) return
  const { room_id, language, title, summary, published_at: at } = item
  const text = addedWords(summary, addedSchema.parse(item.document))
  await indexForSearch(tx, {
    ...{ kind: 'item', subject_id: id, room_id, at, language, title },
    ...{ snippet: text.slice(0, 4000), text },
  })
  await indexFiles(tx, item)
}

type Indexed = { id: Id; room_id: Id; language: string; title: string; published_at: Date }
type FileRow = { id: Id; name: string; removed: boolean; text: string | null }

async function indexFiles(tx: Db, { id, room_id, language, title, published_at: at }: Indexed) {
  const { rows } = await sql<FileRow>`
    select item_file.id, name, removed_at is not null as removed, file_text.text
    from item_file left join file_text using (sha256) where item_id = ${id}`.execute(tx)
  for (const { id: subject_id, name, removed, text } of rows) {
    if (removed) await dropFromSearch(tx, 'item_file', subject_id)
    else if (text)
      await indexForSearch(tx, {
        ...{ kind: 'item_file', subject_id, room_id, at, language, title },
        ...{ snippet: text.slice(0, 4000), text, names: name, opens: false },
      })
  }
}

export async function dropAddedFromSearch(tx: Db, id: Id) {
  await dropFromSearch(tx, 'item', id)
  const files = await tx.selectFrom('item_file').select('id').where('item_id', '=', id).execute()
  for (const { id: subject_id } of files) await dropFromSearch(tx, 'item_file', subject_id)
}

/** The words of a file are there: all items that hold it are found by them. */
export const indexRead = job('library.index-file', z.object({ id: z.number() }), async (db, { id }) => {
  const file = await findText(db, id)
  if (!file) return
  await db.transaction().execute(async (tx) => {
    for (const item_id of await listHolding(tx, file.sha256)) await indexAdded(tx, item_id)
  })
})

/** A file among search results: its item, and in which file the words stand. */
export async function listFoundFiles(db: Db, viewer: Viewer, ids: Id[]): Promise<Found[]> {
  if (ids.length === 0) return []
  const files = await db
    .selectFrom('item_file')
    .select(['id', 'item_id', 'name'])
    .where(sql<boolean>`id = any(${ids})`)
    .where('removed_at', 'is', null)
    .execute()
  const items = await listItems(db, viewer, { ids: files.map(({ item_id }) => item_id) })
  return files.flatMap(({ id, item_id, name }) => {
    const item = items.find((one) => one.id === item_id)
    if (!item) return []
    const line = t('found in the file {name}', { name })
    return [
      {
        kind: 'item_file',
        subject_id: id,
        title: item.title,
        href: itemPath(item),
        label: itemKindName(item.kind),
        line,
      },
    ]
  })
}
