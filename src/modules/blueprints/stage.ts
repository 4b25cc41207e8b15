import type { Kysely } from 'kysely'
import type { Id, Tables } from '../../platform/db.ts'
import type { Door, Viewer } from '../../platform/viewer.ts'
import { findQuery, respond } from '../queries/index.ts'
import type { DemonstrationQuery } from './demonstration.ts'
import type { Prose } from './files.ts'
import type { Moments } from './moments.ts'

/** What happened at a moment, as the action that a page or a mail would have called. */
export type Event = { at: Date; act: (stage: Stage) => Promise<unknown> }

/** Where the demonstration is played: everybody and everything by the handle it has in the files. */
export type Stage = {
  db: Kysely<Tables>
  communities: Map<string, Id>
  people: Map<string, Id>
  queries: Map<string, string>
  /** Where the items of the libraries stand, by title. */
  items: Map<string, string>
  topics: Map<string, Id>
  moments: Moments
  viewer: (handle: string, door: Door) => Promise<Viewer>
}

/** The query as its reader sees it now. */
export async function queryFor(
  stage: Stage,
  query: Pick<DemonstrationQuery, 'key'>,
  handle: string,
  door: 'page' | 'mail' = 'page',
) {
  const viewer = await stage.viewer(handle, door)
  return { viewer, query: await findQuery(stage.db, viewer, need(stage.queries, query.key)) }
}

/** A response, before or after publication, by the door its writer used. */
export async function playResponse(stage: Stage, given: DemonstrationQuery, { fields, text }: Prose) {
  const { viewer, query } = await queryFor(stage, given, fields.author ?? '', fields.via === 'mail' ? 'mail' : 'page')
  const wish = fields.quote === 'organisation' || fields.quote === 'no' ? fields.quote : 'name'
  await respond(stage.db, viewer, query, {
    body: text,
    attribution: wish === 'organisation' ? 'organisation' : 'named',
    quote_wish: wish,
    place: fields.place ?? null,
    once: undefined,
  })
}

export function need<T>(map: Map<string, T>, key: string): T {
  const found = map.get(key)
  if (found === undefined) throw new Error(`The demonstration names ${key}, which is not there`)
  return found
}
