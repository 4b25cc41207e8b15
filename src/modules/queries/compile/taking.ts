import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { listNames } from '../../people/index.ts'
import type { Response } from '../responses/reads.ts'
import { isByName } from './guard.ts'
import type { Passage } from './passages.ts'
import { type Piece, type PieceFields, type Section, themesOf } from './pieces.ts'
import { placeOf } from './skeleton.ts'

type Taking = { query_id: Id; by_id: Id; pieces: Piece[]; passage: Passage; response: Response }

/** Takes a passage over to a place of the reply; where it stands already, nothing changes. */
export async function takeOver(tx: Db, taking: Taking, target: string): Promise<void> {
  if (target === 'experience' || target === 'result') return takeToExperience(tx, taking, target)
  const { section, fields, heading } = placeFor(taking, target)
  if (standsIn(taking, section, fields)) return
  await insert(tx, taking, { section, heading, text: taking.passage.text, fields })
}

type Place = { section: Section; heading: string; fields: PieceFields }

function placeFor({ pieces, passage, response }: Taking, target: string): Place {
  const paragraphs = [passage.paragraph]
  if (target.startsWith('theme-')) return themeFor(pieces, target, paragraphs)
  if (target === 'contact') {
    if (!isByName(response)) throw new Refused(t('Only who may be named can stand as a contact.'))
    return { section: 'contact', heading: '', fields: { paragraphs } }
  }
  if (target === 'resource') {
    const url = /<a href="(https?:[^"]+)"/.exec(passage.html)?.[1]?.replaceAll('&amp;', '&')
    return { section: 'resource', heading: '', fields: { kind: 'documentation', paragraphs, ...(url && { url }) } }
  }
  const section = (['summary', 'agreement', 'disagreement', 'watch_for'] as const).find((one) => one === target)
  if (!section) throw new Refused(t('There is no such place in the reply.'))
  return { section, heading: '', fields: { paragraphs } }
}

function themeFor(pieces: Piece[], target: string, paragraphs: number[]): Place {
  const themes = themesOf(pieces)
  const known = themes.find(({ number }) => target === `theme-${number}`)
  if (known) return { section: 'theme', heading: known.heading, fields: { theme: known.number, paragraphs } }
  const theme = Math.max(0, ...themes.map(({ number }) => number)) + 1
  return { section: 'theme', heading: '', fields: { theme, paragraphs } }
}

function standsIn({ pieces, passage }: Taking, section: Section, { theme }: PieceFields): boolean {
  return pieces.some(
    ({ post_id, fields, ...piece }) =>
      piece.section === section &&
      post_id === passage.post_id &&
      fields.theme === theme &&
      fields.paragraphs?.includes(passage.paragraph),
  )
}

/** What was done and what came of it gather in the one block of the response's place. */
async function takeToExperience(tx: Db, taking: Taking, target: 'experience' | 'result') {
  const { pieces, passage, response } = taking
  const block = pieces.find(({ section, post_id }) => section === 'experience' && post_id === passage.post_id)
  if (block) return addToBlock(tx, taking, block, target)
  const names = await listNames(tx, response.author_id ? [response.author_id] : [])
  const fields = { place: placeOf(response, names), paragraphs: [passage.paragraph] }
  const text = target === 'experience' ? passage.text : ''
  const result = target === 'result' ? { result: passage.text } : {}
  await insert(tx, taking, { section: 'experience', heading: '', text, fields: { ...fields, ...result } })
}

async function addToBlock(tx: Db, { passage, by_id }: Taking, block: Piece, target: 'experience' | 'result') {
  const { fields, text, original } = block
  if (fields.paragraphs?.includes(passage.paragraph)) return
  const joined = (before: string | undefined | null) => [before, passage.text].filter(Boolean).join('\n\n')
  const paragraphs = [...(fields.paragraphs ?? []), passage.paragraph]
  await tx
    .updateTable('piece')
    .set({
      text: target === 'experience' ? joined(text) : text,
      fields: JSON.stringify({ ...fields, paragraphs, ...(target === 'result' && { result: joined(fields.result) }) }),
      original: joined(original),
      ...{ paragraph: block.paragraph ?? passage.paragraph, by_id, updated_at: now, version: sql<number>`version + 1` },
    })
    .where('id', '=', block.id)
    .execute()
}

type New = Place & { text: string }

async function insert(tx: Db, { query_id, by_id, passage }: Taking, { section, heading, text, fields }: New) {
  await tx
    .insertInto('piece')
    .values({
      ...{ query_id, section, heading, text, by_id },
      position: sql<number>`(select coalesce(max(position), 0) + 1 from piece where query_id = ${query_id})`,
      ...{ post_id: passage.post_id, paragraph: passage.paragraph, original: passage.text },
      fields: JSON.stringify(fields),
    })
    .execute()
}
