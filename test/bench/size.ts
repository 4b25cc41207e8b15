import type { Kysely } from 'kysely'
import { plantSize as plantRows, type Size } from '../../src/modules/blueprints/size.ts'
import { type Id, sql, type Tables } from '../../src/platform/db.ts'

/** A member of three of the communities, and one of a single one; all posts stand between three years ago and now. */
export type Planted = { communities: { id: Id; slug: string; room_id: Id }[]; ofThree: Id; ofOne: Id }

/** A network of 25 communities in an empty, migrated database, and who may be asked about it. */
export async function plantSize(db: Kysely<Tables>, size: Size): Promise<Planted> {
  await db.transaction().execute((tx) => plantRows(tx, size))
  return listPlanted(db)
}

async function listPlanted(db: Kysely<Tables>): Promise<Planted> {
  const { rows: communities } = await sql<Planted['communities'][number]>`
    select community.id, slug, room.id as room_id from community join slug on slug.community_id = community.id
      join room on room.community_id = community.id and is_default where parent_id is not null order by community.id`.execute(
    db,
  )
  const { rows } = await sql<{ id: Id }>`select id from person order by id limit 2`.execute(db)
  return { communities, ofThree: rows[0]?.id ?? 0, ofOne: rows[1]?.id ?? 0 }
}
