import { t } from '../../../platform/i18n.ts'
import { renderMarkdown } from '../../../platform/markdown.ts'
import type { Claim, ItemParts } from '../../library/index.ts'
import type { Response } from '../responses/reads.ts'
import { readCitations } from './passages.ts'
import { isBlank, type Piece, type Section, themeName, themesOf } from './pieces.ts'

/** The draft as the reply will show it: empty blocks are left out, and every claim names its responses. */
export function partsOf(pieces: Piece[], responses: Response[]): ItemParts {
  const numbers = new Map(responses.map(({ id, response }) => [id, response.number]))
  const filled = pieces.filter((piece) => !isBlank(piece))
  const ofSection = (section: Section) => filled.filter((piece) => piece.section === section)
  const claims = (list: Piece[]) => list.map((piece) => claimOf(piece, numbers))
  return {
    summary: claims(ofSection('summary')),
    themes: themesOf(filled).map((theme) => ({
      heading: themeName(theme),
      points: claims(ofSection('theme').filter(({ fields }) => fields.theme === theme.number)),
    })),
    agreement: claims(ofSection('agreement')),
    disagreement: claims(ofSection('disagreement')),
    watch_for: claims(ofSection('watch_for')),
    experiences: ofSection('experience').flatMap((piece) => experienceOf(piece, numbers)),
    resources: ofSection('resource').map((piece) => resourceOf(piece, numbers)),
    contacts: ofSection('contact').flatMap(({ post_id, text, fields }) => {
      const response = numbers.get(post_id ?? 0)
      return response && fields.consent ? [{ response, about: readCitations(text).text, consent: true }] : []
    }),
    further: '',
  }
}

/** Its own response first, then those named in brackets. */
function claimOf({ text, post_id }: Piece, numbers: Map<number, number>): Claim {
  const cited = readCitations(text)
  const own = numbers.get(post_id ?? 0)
  const known = new Set(numbers.values())
  const all = [...(own ? [own] : []), ...cited.numbers.filter((number) => known.has(number))]
  return { text: cited.text, responses: [...new Set(all)] }
}

function experienceOf({ heading, text, post_id, fields }: Piece, numbers: Map<number, number>) {
  const response = numbers.get(post_id ?? 0)
  if (!response) return []
  const { place = '', who_when = '', result = '' } = fields
  const title = heading || t('As told in response {number}', { number: response })
  return [{ place, title, who_when, done: readCitations(text).text, result: readCitations(result).text, response }]
}

function resourceOf({ heading, text, post_id, fields }: Piece, numbers: Map<number, number>) {
  const { kind = 'documentation', url } = fields
  const response = numbers.get(post_id ?? 0)
  const words = readCitations(text).text
  const title = heading || beginningOf(words) || url || ''
  const detail = heading ? words : ''
  return {
    ...{ kind, title, detail, why: '', recommended_by: response ? { response } : {} },
    ...(isAddress(url) && { url }),
  }
}

/** What somebody typed as an address leads to the web or to a file of ours, nowhere else. */
function isAddress(url: string | undefined): url is string {
  return url !== undefined && /^(https?:\/\/|\/(?!\/))/.test(url)
}

function beginningOf(text: string): string {
  const plain = renderMarkdown(text).text.split('\n')[0] ?? ''
  if (plain.length <= 90) return plain
  return `${plain.slice(0, plain.lastIndexOf(' ', 90))} …`
}
