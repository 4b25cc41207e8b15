import type { Own } from '../../platform/module.ts'

const ADDED = `item_id in (select item_id from item_credit where person_id = $me and part = 'added')`

/** Her rows of the tables of the library, and what she added to it. */
export const ownRows: Record<string, Own> = {
  item: ADDED.replace('item_id in', 'id in'),
  item_file: ADDED,
  item_credit: { where: 'person_id = $me', columns: ['item_id', 'part'] },
  item_use: 'person_id = $me',
  collection: 'person_id = $me',
  collection_entry: 'collection_id in (select id from collection where person_id = $me)',
}

export const ownFiles = `select sha256, name from item_file where removed_at is null and ${ADDED}`
