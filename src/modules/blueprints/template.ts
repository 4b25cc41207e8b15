import { stringify } from 'yaml'
import type { Db } from '../../platform/db.ts'
import type { Module } from '../../platform/module.ts'
import { findPlanted } from './planted.ts'

export type Template = Record<string, unknown>

/** Of a network that no document began. */
const bare = { format: 'copse-blueprint', name: 'network' }

/**
 * The living network as a blueprint, for a partner who begins one on the same model: what was planted, with each module's
 * sections as they stand now. It holds no person and nothing that anybody wrote in a room.
 */
export async function composeTemplate(db: Db, modules: Module[]): Promise<Template> {
  const planted = await findPlanted(db)
  const {
    community_defaults: _stated,
    demonstration: _shown,
    ...document
  } = (planted?.document ?? bare) as Record<string, unknown>
  const sections = await Promise.all(modules.map((module) => module.template?.(db) ?? {}))
  return { ...document, ...Object.assign({}, ...sections) }
}

/** As the file that a partner takes along. */
export function asYaml(template: Template): string {
  return stringify(template, { lineWidth: 120 })
}
