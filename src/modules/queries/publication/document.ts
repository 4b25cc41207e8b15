import { type Db, type Id, sql } from '../../../platform/db.ts'
import { renderMarkdown } from '../../../platform/markdown.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type Community, deskRoles } from '../../communities/index.ts'
import { type ShownAuthor, shownAuthor } from '../../conversations/index.ts'
import type { ItemDocument, ItemParts, ItemResponse, Part, Shown } from '../../library/index.ts'
import { listNames, type Name } from '../../people/index.ts'
import { isByName, isQuoted } from '../compile/guard.ts'
import { partsOf } from '../compile/parts.ts'
import type { Piece } from '../compile/pieces.ts'
import { placeOf } from '../compile/skeleton.ts'
import { type Query, queryPath } from '../query.ts'
import type { Response } from '../responses/reads.ts'

type Credit = { person_id: Id; part: Part }
export type Composed = { document: ItemDocument; credits: Credit[] }
type Sources = { query: Query; community: Community; responses: Response[]; pieces: Piece[] }

/** The whole reply as it will stand, with every name as its writer wished, and who is thanked for it. */
export async function composeReply(db: Db, viewer: Viewer, sources: Sources): Promise<Composed> {
  return composeFrom(db, viewer, sources, partsOf(sources.pieces, sources.responses))
}

/** The same from parts that were compiled elsewhere, as in a demonstration. */
export async function composeFrom(db: Db, viewer: Viewer, sources: Sources, parts: ItemParts): Promise<Composed> {
  const { query, community, responses, pieces } = sources
  const compilers = await listCompilers(db, viewer, query, pieces)
  const ids = [query.asker_id, ...responses.flatMap(({ author_id }) => author_id ?? []), ...compilers.map(idOf)]
  const names = await listNames(db, ids)
  const shown = responses.map((response) => ({ response, item: itemResponse(response, names, pieces) }))
  const document: ItemDocument = {
    ...parts,
    language: query.language,
    compiled_by: compilers.flatMap(({ person_id }) => {
      const name = names.get(person_id)
      return name
        ? [{ name: name.name, line: [name.organisation, name.place].filter(Boolean).join(' · '), key: name.key }]
        : []
    }),
    query: questionOf(query, community, names),
    responses: shown.filter(({ response }) => !response.response.additional).map(({ item }) => item),
    additional: shown.filter(({ response }) => response.response.additional).map(({ item }) => item),
  }
  return { document, credits: creditsOf(sources, compilers) }
}

const idOf = ({ person_id }: Credit) => person_id

/** Who claimed it and who wrote in it: researchers are thanked for research, all others for compiling. */
async function listCompilers(db: Db, viewer: Viewer, query: Query, pieces: Piece[]): Promise<Credit[]> {
  const ids = [query.claimed_by ?? viewer.person?.id, ...pieces.map(({ by_id }) => by_id)].filter((id) => id != null)
  const { rows } = await sql<Credit>`
    select person_id, case when bool_or(role in ('coordinator', 'facilitator')) then 'compiled' else 'researched' end as part
    from role where community_id = ${query.community_id} and person_id = any(${[...new Set(ids)]}::bigint[])
      and until is null and role = any(${deskRoles}::text[])
    group by person_id order by part, person_id`.execute(db)
  return rows
}

/** One response as it stands in the reply: shortened where the desk shortened it, and nothing of one not to be quoted. */
export function itemResponse(response: Response, names: Map<Id, Name>, pieces: Piece[] = []): ItemResponse {
  const { id: post_id, body, body_html, at, language } = response
  const { number, offline } = response.response
  const shortened = pieces.find((piece) => piece.section === 'text' && piece.post_id === post_id)
  const own = { number, post_id, at: at.toISOString(), language, offline }
  if (!isQuoted(response)) return { ...own, author: unquoted, place: '', html: '', text: '', quoted: false }
  const { html, text } = renderMarkdown(shortened?.text ?? body ?? '')
  return {
    ...own,
    author: asShown(authorOf(response, names)),
    place: placeOf(response, names),
    html: shortened ? html : (body_html ?? html),
    text,
    quoted: true,
  }
}

/** Stands for a writer whose name must not be in the document at all. */
const unquoted: Shown = { name: '—', line: '', key: null }

function authorOf(response: Response, names: Map<Id, Name>): ShownAuthor {
  if (isByName(response) || response.attribution !== 'named') return response.author
  return shownAuthor({ ...response, attribution: 'organisation' }, names)
}

function asShown({ name, line, href }: ShownAuthor): Shown {
  return { name, line, key: href?.split('/').at(-1) ?? null }
}

function questionOf(query: Query, community: Community, names: Map<Id, Name>): ItemDocument['query'] {
  const { asker_id, attribution, title, kinds, place, posted_at, context, tried, purpose, sub_questions } = query
  const asker = shownAuthor(
    { author_id: asker_id, attribution, organisation: null, community_name: community.name },
    names,
  )
  return {
    ...{ title, context, tried, purpose, sub_questions, kinds, place: place ?? '' },
    asker: asShown(asker),
    posted_on: (posted_at ?? new Date(0)).toISOString().slice(0, 10),
    path: queryPath(community, query),
  }
}

/** A credit stands on a person's page, so only who is shown by name has one. */
function creditsOf({ query, community, responses }: Sources, compilers: Credit[]): Credit[] {
  const asked = query.attribution === 'named' && community.attribution === 'named' ? [query.asker_id] : []
  const responded = responses.filter(isByName).flatMap(({ author_id }) => author_id ?? [])
  return [
    ...asked.map((person_id): Credit => ({ person_id, part: 'asked' })),
    ...[...new Set(responded)].map((person_id): Credit => ({ person_id, part: 'responded' })),
    ...compilers,
  ]
}
