import { config } from '../../platform/config.ts'
import { longDate } from '../../platform/dates.ts'
import type { Db } from '../../platform/db.ts'
import { listFormat, pick, t } from '../../platform/i18n.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import type { Block, PdfDocument, Run, Section } from '../../platform/pdf/document.ts'
import { paragraph, runs } from '../../platform/pdf/document.ts'
import { blocksFromHtml } from '../../platform/pdf/from-html.ts'
import { audienceInWords } from '../../ui/audience.tsx'
import { type Community, findNetwork } from '../communities/index.ts'
import type { Claim, ItemDocument, ItemResponse } from './document.ts'
import { itemPath } from './path.ts'
import type { Item } from './reads.ts'
import * as words from './words.ts'

const { headings } = words
const accents: Record<string, string> = {
  ...{ moss: '#2f5d3a', indigo: '#30478a', madder: '#8e2f22', plum: '#683a6d' },
  ...{ teal: '#0d5960', ochre: '#704c00', slate: '#3c4b58', rose: '#8b2d58' },
}

/** The item as a booklet to print, to pass on and to keep. */
export async function pdfOf(db: Db, community: Community, item: Item): Promise<PdfDocument> {
  const { document, title } = item
  const network = await findNetwork(db)
  return {
    title,
    subtitle: t('Consolidated reply'),
    language: item.language,
    header: network ? pick(network.name) : community.title,
    footer: config().BASE_URL.replace(/^https?:\/\//, '') + itemPath(item),
    accent: accents[network?.accent ?? 'moss'],
    meta: meta(item, community),
    summary: document.summary.flatMap(cited),
    sections: [...sections(document), closing(document, community)].filter(({ blocks }) => blocks.length > 0),
  }
}

function meta(item: Item, community: Community): [string, string][] {
  const { document, published_at } = item
  const changed = words.changeSentence(item)
  const rows: [string, string][] = [
    [t('Asked by'), words.asLine(document.query.asker)],
    [t('Wanted'), listFormat(document.query.kinds.map(words.kindName))],
    [t('Published'), longDate(published_at)],
    [t('Compiled by'), words.compilersSentence(document)],
    [t('Who can read it'), audienceInWords({ ...community, community: community.title })],
  ]
  if (changed) rows.push([t('Version {version}', { version: item.version }), changed])
  return rows.filter(([, value]) => value)
}

function sections(document: ItemDocument): Section[] {
  const { query, responses, additional, themes } = document
  return [
    { heading: headings.query(), blocks: [quoteOf(query)] },
    { heading: headings.thanks(), blocks: [namesOf(responses)] },
    ...themes.map(({ heading, points }) => ({ heading, blocks: points.flatMap(cited) })),
    { heading: headings.agreement(), blocks: listOf(document.agreement) },
    { heading: headings.disagreement(), blocks: listOf(document.disagreement) },
    { heading: headings.watch_for(), blocks: listOf(document.watch_for) },
    { heading: headings.experiences(), blocks: experiences(document) },
    { heading: headings.resources(), blocks: resources(document) },
    { heading: headings.responses(), blocks: responses.filter(({ quoted }) => quoted).flatMap(inFull) },
    { heading: headings.additional(), blocks: additional.filter(({ quoted }) => quoted).flatMap(inFull) },
  ]
}

function quoteOf({ context, tried, purpose, sub_questions }: ItemDocument['query']): Block {
  const texts = [context, tried, purpose].filter(Boolean).flatMap((text) => blocksFromHtml(renderMarkdown(text).html))
  const items = sub_questions.map((question) => [paragraph(question)])
  return { kind: 'quote', blocks: [...texts, ...(items.length > 0 ? [ordered(items)] : [])] }
}

function namesOf(responses: ItemResponse[]): Block {
  return ordered(responses.map((one) => [paragraph(words.asLine(words.thanked(one)))]))
}

function ordered(items: Block[][]): Block {
  return { kind: 'list', ordered: true, items }
}

function listOf(claims: Claim[]): Block[] {
  return claims.length > 0 ? [{ kind: 'list', ordered: false, items: claims.map(cited) }] : []
}

/** The words of a claim, and behind them the numbers of its responses, each a link to it. */
function cited({ text, responses }: Claim): Block[] {
  const blocks = blocksFromHtml(renderMarkdown(text).html)
  const numbers = responses.flatMap((number, at): Run[] => [
    { text: at === 0 ? ' [' : ', ' },
    { text: `${number}`, link: `#response-${number}` },
  ])
  if (numbers.length === 0) return blocks
  const last = blocks.at(-1)
  const end = [...numbers, { text: ']' }]
  if (last?.kind === 'paragraph') return [...blocks.slice(0, -1), { ...last, runs: [...last.runs, ...end] }]
  return [...blocks, { kind: 'paragraph', runs: end }]
}

function experiences({ experiences }: ItemDocument): Block[] {
  return experiences.flatMap(({ place, title, who_when, done, result, response }): Block[] => [
    { kind: 'heading', level: 3, runs: runs([place, title].filter(Boolean).join(': ')) },
    ...(who_when ? [paragraph({ text: who_when, italic: true })] : []),
    ...cited({ text: done, responses: result ? [] : [response] }),
    ...(result ? cited({ text: t('What came of it: {result}', { result }), responses: [response] }) : []),
  ])
}

function resources(document: ItemDocument): Block[] {
  const lists = words.resourceKinds.flatMap((kind): Block[] => {
    const ofKind = document.resources.filter((one) => one.kind === kind)
    if (ofKind.length === 0) return []
    return [headingOf(kind), { kind: 'list', ordered: false, items: ofKind.map((one) => resource(document, one)) }]
  })
  const contacts = document.contacts.flatMap(({ response, about }) => {
    const author = document.responses.find(({ number }) => number === response)?.author
    return author?.key ? [[paragraph([words.asLine(author), about].filter(Boolean).join(': '))]] : []
  })
  if (contacts.length === 0) return lists
  return [...lists, headingOf('contact'), { kind: 'list', ordered: false, items: contacts }]
}

function headingOf(kind: string): Block {
  return { kind: 'heading', level: 3, runs: runs(words.resourceKindName(kind)) }
}

function resource(document: ItemDocument, one: ItemDocument['resources'][number]): Block[] {
  const link = one.url?.startsWith('/') ? config().BASE_URL + one.url : one.url
  const more = [one.detail, one.why, words.recommender(document, one.recommended_by)].filter(Boolean).join(' · ')
  return [
    {
      kind: 'paragraph',
      runs: [{ text: one.title, italic: true, ...(link && { link }) }, { text: more && `\n${more}` }],
    },
  ]
}

function inFull({ number, author, html }: ItemResponse): Block[] {
  const name = t('{number}. {name}', { number, name: words.asLine(author) })
  return [{ kind: 'heading', level: 3, runs: runs(name), anchor: `response-${number}` }, ...blocksFromHtml(html)]
}

function closing(document: ItemDocument, { title }: Community): Section {
  return {
    heading: headings.further(),
    blocks: [
      { kind: 'note', text: words.furtherSentence(document) },
      { kind: 'note', text: words.licenceSentence(title) },
    ],
  }
}
