import type { Db } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import { listNames, type Name } from '../../people/index.ts'
import type { Query } from '../query.ts'
import type { Response } from '../responses/reads.ts'
import { isBlank, type Piece, sectionNames, wordsOfPiece } from './pieces.ts'
import { type Checked, findOffences, type Guarded, namePartsOf, type Offence } from './wishes.ts'

type Parts = { query: Query; responses: Response[]; pieces: Piece[] }

/** What of the draft would break somebody's wish if it were published now, each with where it is mended. */
export async function listOffences(db: Db, { query, responses, pieces }: Parts, page: string): Promise<Offence[]> {
  const names = await listNames(db, [query.asker_id, ...responses.flatMap(({ author_id }) => author_id ?? [])])
  const guarded = [...responses.flatMap((one) => guardOf(one, names)), ...guardOfAsker(query, names)]
  if (guarded.length === 0) return []
  const open = responses.filter(isByName).flatMap(({ author_id }) => names.get(author_id ?? 0)?.name ?? [])
  const texts = [...textsOf(pieces, page), ...fullTexts(responses, pieces, page), queryText(query, page)]
  return findOffences(texts, guarded, new Set(open.flatMap(namePartsOf)))
}

/** Her name may stand beside what is made of it. */
export function isByName({ attribution, response }: Response): boolean {
  return attribution === 'named' && response.quote_wish === 'name'
}

/** Nothing of it is shown, and she is thanked without a name. */
export function isQuoted({ response }: Response): boolean {
  return response.quote_wish !== 'no'
}

function guardOf(response: Response, names: Map<number, Name>): Guarded[] {
  if (isByName(response)) return []
  const { author_id, attribution, organisation, body } = response
  const name = names.get(author_id ?? 0)
  const hidden = attribution === 'unattributed' || attribution === 'closed'
  return [
    {
      number: response.response.number,
      names: name ? [name.name] : [],
      organisation: hidden ? (organisation ?? name?.organisation ?? null) : null,
      verbatim: isQuoted(response) ? null : body,
    },
  ]
}

function guardOfAsker({ asker_id, attribution }: Query, names: Map<number, Name>): Guarded[] {
  const name = names.get(asker_id)
  if (attribution === 'named' || !name) return []
  const organisation = attribution === 'organisation' ? null : name.organisation
  return [{ number: null, names: [name.name], organisation, verbatim: null }]
}

function textsOf(pieces: Piece[], page: string): Checked[] {
  return pieces
    .filter((piece) => piece.section !== 'text' && !isBlank(piece))
    .map((piece) => ({
      text: wordsOfPiece(piece),
      where: sectionNames[piece.section](),
      ...{ key: piece.key, href: `${page}#piece-${piece.key}` },
    }))
}

/** A response in full is shown as it was written, or as it was shortened. */
function fullTexts(responses: Response[], pieces: Piece[], page: string): Checked[] {
  return responses.filter(isQuoted).map(({ id, body, response: { number } }) => {
    const shortened = pieces.find(({ section, post_id }) => section === 'text' && post_id === id)
    const where = t('Response {number} in full', { number })
    if (shortened) return { text: shortened.text, where, key: shortened.key, href: `${page}#piece-${shortened.key}` }
    return { text: body ?? '', where, key: null, href: `${page}#source-${number}` }
  })
}

function queryText({ title, context, tried, purpose, sub_questions }: Query, page: string): Checked {
  const text = [title, context, tried, purpose, ...sub_questions].join('\n')
  return { text, where: t('The query'), key: null, href: page }
}
