import { ensure, inTransaction } from '../../../platform/action.ts'
import type { Db, Id } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Claim, ItemParts } from '../../library/index.ts'
import { lockQuery, type Query } from '../query.ts'
import { listResponses } from '../responses/reads.ts'
import type { PieceFields, Section } from './pieces.ts'
import { may } from './policy.ts'

type Filled = { section: Section; heading?: string; text: string; number?: number; fields?: PieceFields }

/** Puts a reply that was compiled elsewhere in the place of the draft; it is checked, shown and published as any other. */
export function fillDraft(db: Db, viewer: Viewer, query: Query, parts: ItemParts): Promise<void> {
  const by = ensure(may.edit(viewer, query) && viewer.person)
  return inTransaction(db, undefined, async (tx) => {
    ensure(may.edit(viewer, await lockQuery(tx, query.id)))
    const responses = await listResponses(tx, viewer, query)
    const posts = new Map<number | undefined, Id>(responses.map(({ id, response }) => [response.number, id]))
    await tx.deleteFrom('piece').where('query_id', '=', query.id).execute()
    const rows = piecesOf(parts).map(({ section, heading = '', text, number, fields = {} }, at) => ({
      ...{ query_id: query.id, section, heading, text, by_id: by.id, position: at + 1 },
      ...{ post_id: posts.get(number) ?? null, fields: JSON.stringify(fields) },
    }))
    if (rows.length > 0) await tx.insertInto('piece').values(rows).execute()
  })
}

function piecesOf(parts: ItemParts): Filled[] {
  const { summary, themes, agreement, disagreement, watch_for, experiences, resources, contacts } = parts
  return [
    ...summary.map((claim) => claimPiece('summary', claim)),
    ...themes.flatMap(({ heading, points }, at) =>
      points.map((claim) => ({ ...claimPiece('theme', claim), heading, fields: { theme: at + 1 } })),
    ),
    ...agreement.map((claim) => claimPiece('agreement', claim)),
    ...disagreement.map((claim) => claimPiece('disagreement', claim)),
    ...watch_for.map((claim) => claimPiece('watch_for', claim)),
    ...experiences.map(({ place, title, who_when, done, result, response }) => ({
      ...{ section: 'experience' as const, heading: title, text: done, number: response },
      fields: { place, who_when, result },
    })),
    ...resources.map(({ kind, title, detail, url, why, recommended_by }) => ({
      ...{ section: 'resource' as const, heading: title, text: [detail, why].filter(Boolean).join(' ') },
      ...{ number: recommended_by.response, fields: { kind, ...(url && { url }) } },
    })),
    ...contacts.map(({ response, about, consent }) => ({
      ...{ section: 'contact' as const, text: about, number: response, fields: { consent } },
    })),
  ]
}

/** The first response is the one it is linked to; the others stand in brackets, as a coordinator writes them. */
function claimPiece(section: Section, { text, responses: [number, ...others] }: Claim): Filled {
  return { section, text: others.length > 0 ? `${text} [${others.join(', ')}]` : text, number }
}
