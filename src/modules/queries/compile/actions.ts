import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { lockQuery, type Query } from '../query.ts'
import type { Response } from '../responses/reads.ts'
import { type Conflict, saveEdits, type Typed } from './editing.ts'
import { passagesOf } from './passages.ts'
import { listPieces, type Piece, type Section } from './pieces.ts'
import { may } from './policy.ts'
import { takeOver } from './taking.ts'

/** What was pressed: a passage is taken over, a piece is moved, removed or added; or all is only saved. */
export type Act =
  | { do: 'save' }
  | { do: 'take'; passage: string; target: string }
  | { do: 'full'; number: number }
  | { do: 'add'; section: Section }
  | { do: 'up' | 'down' | 'remove'; key: string }

/** `at` is the anchor to come back to. */
export type Saved = { conflicts: Conflict[]; at: string }
type Change = { responses: Response[]; typed: Typed; act: Act; once: Once }

/**
 * Saves what was edited on the page and does what was pressed. Two who compile at once pass here one at a time; an edit
 * of what another has changed since is not taken but given back with both texts, and all else is saved.
 */
export function changeDraft(
  db: Db,
  viewer: Viewer,
  query: Query,
  { responses, typed, act, once }: Change,
): Promise<Saved> {
  const by = ensure(may.edit(viewer, query) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    ensure(may.edit(viewer, await lockQuery(tx, query.id)))
    const pieces = await listPieces(tx, query.id)
    const conflicts = await saveEdits(tx, { query, pieces, typed, by_id: by.id })
    const at = await perform(tx, { query, responses, by_id: by.id }, act)
    return { conflicts, at }
  })
}

type At = { query: Query; responses: Response[]; by_id: Id }

async function perform(tx: Db, at: At, act: Act): Promise<string> {
  const pieces = await listPieces(tx, at.query.id)
  if (act.do === 'take') return take(tx, at, pieces, act)
  if (act.do === 'full') return shorten(tx, at, pieces, act.number)
  if (act.do === 'add') return `piece-${await addPiece(tx, at, { section: act.section })}`
  if (act.do === 'save') return 'draft'
  return movePiece(tx, pieces, act)
}

async function take(tx: Db, at: At, pieces: Piece[], { passage, target }: { passage: string; target: string }) {
  const found = at.responses.flatMap(passagesOf).find(({ id }) => id === passage)
  const response = at.responses.find(({ id }) => id === found?.post_id)
  if (!found || !response) throw new NotFound()
  await takeOver(tx, { query_id: at.query.id, by_id: at.by_id, pieces, passage: found, response }, target)
  return passage
}

/** A response that is to stand in full but shorter, or without a signature: a copy is edited, the original stays. */
async function shorten(tx: Db, at: At, pieces: Piece[], number: number): Promise<string> {
  const response = at.responses.find((one) => one.response.number === number)
  if (!response) throw new NotFound()
  const known = pieces.find(({ section, post_id }) => section === 'text' && post_id === response.id)
  const { id: post_id, body } = response
  return `piece-${known?.key ?? (await addPiece(tx, at, { section: 'text', post_id, text: body ?? '', original: body }))}`
}

type New = { section: Section; post_id?: Id; text?: string; original?: string | null }

async function addPiece(tx: Db, { query, by_id }: At, piece: New): Promise<string> {
  const { key } = await tx
    .insertInto('piece')
    .values({ ...piece, query_id: query.id, position: nextPosition(query.id), by_id })
    .returning('key')
    .executeTakeFirstOrThrow()
  return key
}

export function nextPosition(query_id: Id) {
  return sql<number>`(select coalesce(max(position), 0) + 1 from piece where query_id = ${query_id})`
}

/** Within its section, and a theme's piece within its theme. */
async function movePiece(tx: Db, pieces: Piece[], { do: how, key }: { do: 'up' | 'down' | 'remove'; key: string }) {
  const piece = pieces.find((one) => one.key === key)
  if (!piece) return 'draft'
  const beside = pieces.filter(
    ({ section, fields }) => section === piece.section && fields.theme === piece.fields.theme,
  )
  const other = beside[beside.indexOf(piece) + (how === 'up' ? -1 : 1)]
  if (how === 'remove') {
    await tx.deleteFrom('piece').where('id', '=', piece.id).execute()
    return other ? `piece-${other.key}` : `slot-${piece.section}`
  }
  if (other) await swap(tx, piece, other)
  return `piece-${key}`
}

async function swap(tx: Db, one: Piece, other: Piece) {
  await setPosition(tx, one.id, other.position)
  await setPosition(tx, other.id, one.position)
}

async function setPosition(tx: Db, id: Id, position: number) {
  await tx.updateTable('piece').set({ position, updated_at: now }).where('id', '=', id).execute()
}
