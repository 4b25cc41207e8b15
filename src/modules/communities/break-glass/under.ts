import type { MiddlewareHandler } from 'hono'
import { inTransaction } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import type { Env } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { currentShell, withShell } from '../../../ui/shell.ts'
import { isAdministrator } from '../viewer.ts'

/** Where a room is read. Not its exports, not the pages on which one writes, and no list that reaches beyond one room. */
const readingPlaces: [RegExp, 'community' | 'file' | 'post'][] = [
  [/^\/communities\/([^/]+)$/, 'community'],
  [/^\/communities\/([^/]+)\/(?:talk|queries|library|files)(?:\/(?!.*\.(?:pdf|csv|md)$)|$)/, 'community'],
  [/^\/files\/([^/]+)\/[^/]+$/, 'file'],
  [/^\/posts\/([^/]+)$/, 'post'],
]

/**
 * Before the routes of rooms: whoever keeps the network and stands in a room that was opened to her reads there for this
 * one request, and the page is noted before it goes out. She writes nothing under it, since only looking is let through.
 */
export const underBreakGlass: MiddlewareHandler<Env> = async (c, next) => {
  const { db, viewer } = c.var
  const glass = c.req.method === 'GET' && isAdministrator(viewer) ? await findAt(db, viewer, c.req.path) : null
  if (!glass) return next()
  c.set('viewer', { ...viewer, break_glass: { id: glass.id, community_id: glass.community_id } })
  await withShell({ ...currentShell(), flash: { kind: 'warning', sentence: reminder() } }, next)
  if (c.res.status < 300) await notePage(db, viewer, glass, c.req.path)
}

function reminder(): string {
  return t('You read this under break-glass. Each page is noted, and the members of the room see which.')
}

type Glass = { id: Id; community_id: Id; room_id: Id }

async function findAt(db: Db, { person, memberships }: Viewer, path: string): Promise<Glass | null> {
  const [kind, key] = placeOf(path)
  if (!kind || !person) return null
  // It must hold for all that the room shows at large: what the rule does not open is no place of hers.
  const { rows } = await sql<Glass>`
    select id, community_id, room_id from break_glass
    where id = break_glass_at(${person.id}::bigint, ${kind}, ${key})
      and may_read_under(id, ${person.id}::bigint, room_id, 'public', false)`.execute(db)
  const isHers = memberships.some(({ community_id }) => community_id === rows[0]?.community_id)
  return isHers ? null : (rows[0] ?? null)
}

function placeOf(path: string): [kind: string, key: string] | [] {
  for (const [place, kind] of readingPlaces) {
    const key = place.exec(path)?.[1]
    if (key) return [kind, key]
  }
  return []
}

const LONGEST = 500

/** Once for each page of one reading. */
function notePage(db: Db, viewer: Viewer, { id, community_id, room_id }: Glass, path: string) {
  return inTransaction(db, undefined, async (tx) => {
    const noted = await tx
      .insertInto('break_glass_page')
      .values({ break_glass_id: id, page: path.slice(0, LONGEST), at: now })
      .onConflict((oc) => oc.columns(['break_glass_id', 'page']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!noted) return
    const subject = { kind: 'break_glass_page', id: noted.id, community_id, room_id }
    await record(tx, viewer, 'break_glass.read', subject, { break_glass_id: id })
  })
}
