import type { Db } from '../../platform/db.ts'

/** What this network began with; nothing of one that no document began. The year of a demonstration is noted beside it. */
export function findPlanted(db: Db) {
  return db.selectFrom('planted').select(['name', 'document']).where('name', '<>', 'demonstration').executeTakeFirst()
}
