import type { Insertable } from 'kysely'
import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db, Id, Tables } from '../../../platform/db.ts'
import { findSimilar } from '../../../platform/search.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { itemPath, listItems } from '../../library/index.ts'
import { listNames, type Name } from '../../people/index.ts'
import { move } from '../moves.ts'
import { may } from '../policy.ts'
import { lockQuery, type Query, subject } from '../query.ts'
import { listResponses, type Response } from '../responses/reads.ts'
import { isQuoted } from './guard.ts'
import type { PieceFields, Section } from './pieces.ts'

type Laid = { section: Section; heading?: string; text?: string; post_id?: Id; fields: PieceFields }

/**
 * Lays out the skeleton of the reply from its responses: a block for each place, the links and documents they name,
 * replies that may be related. Pressed twice, or by two at once, it is laid out once.
 */
export function startCompiling(db: Db, viewer: Viewer, query: Query, once: Once): Promise<void> {
  ensure(may.compile(viewer, query))
  return inTransaction(db, once, async (tx) => {
    const before = await lockQuery(tx, query.id)
    if (before.state === 'consolidating') return
    const state = move(before.state, 'compile')
    const claimed_by = before.claimed_by ?? viewer.person?.id ?? null
    await tx.updateTable('query').set({ state, claimed_by }).where('id', '=', query.id).execute()
    await layOut(tx, viewer, query)
    await record(tx, viewer, 'query.compiled', subject(query))
  })
}

async function layOut(tx: Db, viewer: Viewer, query: Query) {
  const { numInsertedOrUpdatedRows: first } = await tx
    .insertInto('compile_draft')
    .values({ query_id: query.id })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirstOrThrow()
  if (!first) return
  const responses = await listResponses(tx, viewer, query)
  const names = await listNames(
    tx,
    responses.flatMap(({ author_id }) => author_id ?? []),
  )
  const laid = [
    ...responses.filter(isQuoted).flatMap((one) => fromResponse(one, names)),
    ...(await related(tx, viewer, query)),
  ]
  if (laid.length > 0)
    await tx
      .insertInto('piece')
      .values(laid.map((one, at) => rowOf(query, one, at)))
      .execute()
}

function fromResponse(response: Response, names: Map<Id, Name>): Laid[] {
  const place = placeOf(response, names)
  const post_id = response.id
  const block: Laid[] = place ? [{ section: 'experience', post_id, fields: { place } }] : []
  return [...block, ...linksOf(response), ...filesOf(response)]
}

/** Where it was done, said only where the writer's own line would say it too. */
export function placeOf({ response, attribution, author_id }: Response, names: Map<Id, Name>): string {
  if (attribution !== 'named' && attribution !== 'organisation') return ''
  return response.place ?? names.get(author_id ?? 0)?.place ?? ''
}

function linksOf({ id, body_html }: Response): Laid[] {
  const found = (body_html ?? '').matchAll(/<a href="(https?:\/\/[^"]+)"[^>]*>(.*?)<\/a>/g)
  const links = new Map([...found].map(([, url = '', words = '']) => [url.replaceAll('&amp;', '&'), words]))
  return [...links].map(([url, words]) => ({
    ...{ section: 'resource', post_id: id, fields: { kind: kindOf(url), url, paragraphs: [] } },
    heading: words.startsWith('http') ? new URL(url).hostname.replace(/^www\./, '') : plain(words),
  }))
}

function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
}

function kindOf(url: string): string {
  if (/\.(pdf|docx?|xlsx?|odt)(\?|$)/i.test(url)) return 'documentation'
  return /\.gov\.|\.nic\.|\.org/i.test(url) ? 'organisation' : 'portal'
}

function filesOf({ id, attachments }: Response): Laid[] {
  return attachments.map(({ key, name }) => ({
    ...{ section: 'resource', post_id: id, heading: name },
    fields: { kind: 'documentation', url: `/files/${key}/${encodeURIComponent(name)}`, paragraphs: [] },
  }))
}

const MOST_RELATED = 2

async function related(tx: Db, viewer: Viewer, { title, context, community_id }: Query): Promise<Laid[]> {
  const like = { text: `${title} ${context}`, kinds: ['item'], limit: MOST_RELATED }
  const matches = await findSimilar(tx, viewer, like)
  const items = await listItems(tx, viewer, {
    community_id,
    kind: 'consolidated_reply',
    ids: matches.map(({ subject_id }) => subject_id),
  })
  return items.map((item) => ({
    ...{ section: 'resource', heading: item.title },
    fields: { kind: 'past_reply', url: itemPath(item) },
  }))
}

function rowOf(
  { id }: Query,
  { section, heading, text, post_id, fields }: Laid,
  at: number,
): Insertable<Tables['piece']> {
  return {
    ...{ query_id: id, section, position: at + 1, heading: heading ?? '', text: text ?? '', post_id: post_id ?? null },
    fields: JSON.stringify(fields),
  }
}
