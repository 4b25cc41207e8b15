import { type Db, type Id, type Selectable, sql, type Tables } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type Community, findCommunityById, listDesks, mayRead } from '../communities/index.ts'
import { readable } from './moves.ts'

export { kindName } from '../library/index.ts'

export type Query = Selectable<Tables['query']>

/** The one way to a query: the asker at any time, the desk once she has sent it, the room's readers once it is posted. */
export async function findQuery(db: Db, viewer: Viewer, key: string): Promise<Query> {
  const query = await selectQueries(db, viewer).where('query.key', '=', key).executeTakeFirst()
  if (!query) throw new NotFound()
  return query
}

export async function findQueryById(db: Db, viewer: Viewer, id: Id): Promise<Query> {
  const query = await selectQueries(db, viewer).where('query.id', '=', id).executeTakeFirst()
  if (!query) throw new NotFound()
  return query
}

/** A query of this community: a neighbour's key is not found here. */
export async function findQueryIn(db: Db, viewer: Viewer, community: Community, key: string): Promise<Query> {
  const query = await findQuery(db, viewer, key)
  if (query.community_id !== community.id) throw new NotFound()
  return query
}

/** The stricter of what was asked for and what the room has fixed, which may have become stricter since. */
const attribution = sql<
  Query['attribution']
>`greatest(query.attribution, (select attribution from room where room.id = query.room_id))`.as('attribution')

/** All queries this viewer may see; lists add their own conditions and order. */
export function selectQueries(db: Db, viewer: Viewer) {
  return db.selectFrom('query').selectAll('query').select(attribution).where(visibleTo(viewer))
}

export function visibleTo(viewer: Viewer) {
  const person = viewer.person?.id ?? null
  const desk = listDesks(viewer)
  const rule = mayRead(viewer, { room_id: 'query.room_id', reach: 'room.reach', staff_only: 'room.staff_only' })
  return sql<boolean>`(query.asker_id = ${person}::bigint or (query.community_id = any(${desk}::bigint[]) and query.submitted_at is not null)
    or (query.state = any(${readable}::query_state[]) and query.posted_at is not null
      and exists (select from room where room.id = query.room_id and ${rule})))`
}

/** For work that is nobody's in particular: clocks and jobs. The row is locked until the transaction ends. */
export async function lockQuery(tx: Db, id: Id): Promise<Query> {
  return tx
    .selectFrom('query')
    .selectAll()
    .select(attribution)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export function communityOf(db: Db, query: Pick<Query, 'community_id'>): Promise<Community> {
  return findCommunityById(db, query.community_id)
}

/** The query, as the history names what a fact is about. */
export function subject({ id, community_id, room_id }: Pick<Query, 'id' | 'community_id' | 'room_id'>) {
  return { kind: 'query', id, community_id, room_id }
}

export function queryPath(community: Pick<Community, 'slug'>, { key }: Pick<Query, 'key'>): string {
  return `/communities/${community.slug}/queries/${key}`
}

export const kinds = ['experiences', 'examples', 'advice', 'referrals', 'documents', 'contacts'] as const
export type Kind = (typeof kinds)[number]
