import type { Kysely } from 'kysely'
import { stringify } from 'yaml'
import type { Tables } from '../../platform/db.ts'
import type { Module } from '../../platform/module.ts'

/** Of a network that no document began. */
const bare = { format: 'copse-blueprint', name: 'network' }

/**
 * The living network as a blueprint, for a partner who begins one on the same model: what was planted, with each module's
 * sections as they stand now. It holds no person and nothing that anybody wrote in a room.
 */
export async function writeTemplate(db: Kysely<Tables>, modules: Module[]): Promise<string> {
  const planted = await db
    .selectFrom('planted')
    .select('document')
    .where('name', '<>', 'demonstration')
    .executeTakeFirst()
  const {
    community_defaults: _stated,
    demonstration: _shown,
    ...document
  } = (planted?.document ?? bare) as Record<string, unknown>
  const sections = await Promise.all(modules.map((module) => module.template?.(db) ?? {}))
  return stringify({ ...document, ...Object.assign({}, ...sections) }, { lineWidth: 120 })
}
