import type { Kysely } from 'kysely'
import { plantSize as plantRows, type Size } from '../../src/modules/blueprints/size.ts'
import type { Id, Tables } from '../../src/platform/db.ts'

/** A network of 25 communities in an empty, migrated database; all posts stand between three years ago and now. */
export async function plantSize(db: Kysely<Tables>, size: Size) {
  await db.transaction().execute((tx) => plantRows(tx, size))
}

/** A member of three of the communities: the first who was planted. */
export async function findOfThree(db: Kysely<Tables>): Promise<Id> {
  const { id } = await db.selectFrom('person').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()
  return id
}
