import { t } from '../../platform/i18n.ts'
import type { Block } from '../../platform/mail/content.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import type { Claim, ItemDocument } from './document.ts'
import { asLine, furtherSentence, headings, recommender, resourceKindName, resourceKinds, thanked } from './words.ts'

/** A letter stays below 60 kB as it travels: its words stand in it twice, and grow by a third where not all are Latin. */
const MOST_BYTES = 50_000

/** One screen: what the reply says, each sentence with the responses it rests on. */
export function summaryBlocks({ summary }: Pick<ItemDocument, 'summary'>): Block[] {
  return summary.map(cited)
}

/** All of the reply below its summary, in the order of its page; what does not fit is left to the page and said. */
export function blocksOfItem(document: ItemDocument, link: Block): Block[] {
  const blocks = [...sections(document), ...inFull(document)]
  let left = MOST_BYTES - summaryBlocks(document).reduce((sum, block) => sum + weightOf(block), 0)
  const fitting = blocks.findIndex((block) => {
    left -= weightOf(block)
    return left < 0
  })
  if (fitting < 0) return [...blocks, furtherSentence(document)]
  const kept = blocks.slice(0, fitting)
  if (isLeadIn(kept.at(-1))) kept.pop()
  return [...kept, t('The rest is too long for a mail; it stands on the page.'), link]
}

/** A heading or a writer's line that would stand without its words. */
function isLeadIn(block: Block | undefined): boolean {
  return typeof block === 'string' ? /^\d+\. [^\n]*$/.test(block) : block !== undefined && 'heading' in block
}

function weightOf(block: Block): number {
  const bytes = Buffer.byteLength(JSON.stringify(block))
  return 1.38 * (typeof block === 'object' && 'prose' in block ? bytes : 2 * bytes + 10)
}

function sections(document: ItemDocument): Block[] {
  const { themes, agreement, disagreement, watch_for } = document
  return [
    { heading: headings.thanks() },
    document.responses.map((one) => `${one.number}. ${asLine(thanked(one))}`).join('\n'),
    ...themes.flatMap(({ heading, points }): Block[] => [{ heading }, ...points.map(cited)]),
    ...claims(headings.agreement(), agreement),
    ...claims(headings.disagreement(), disagreement),
    ...claims(headings.watch_for(), watch_for),
    ...experiences(document),
    ...resources(document),
  ]
}

function claims(heading: string, list: Claim[]): Block[] {
  return list.length > 0 ? [{ heading }, { list: list.map(cited) }] : []
}

/** The words, then the numbers of the responses in brackets. */
function cited({ text, responses }: Claim): string {
  const words = renderMarkdown(text).text
  return responses.length > 0 ? `${words} [${responses.join(', ')}]` : words
}

function experiences({ experiences }: ItemDocument): Block[] {
  if (experiences.length === 0) return []
  const blocks = experiences.flatMap(({ place, title, who_when, done, result, response }): Block[] => [
    [[place, title].filter(Boolean).join(': '), who_when].filter(Boolean).join('\n'),
    cited({ text: done, responses: result ? [] : [response] }),
    ...(result ? [t('What came of it: {result}', { result: cited({ text: result, responses: [response] }) })] : []),
  ])
  return [{ heading: headings.experiences() }, ...blocks]
}

function resources(document: ItemDocument): Block[] {
  const { resources, responses } = document
  const lists = resourceKinds.flatMap((kind): Block[] => {
    const ofKind = resources.filter((one) => one.kind === kind)
    const line = ({ title, detail, why, url, recommended_by }: (typeof resources)[number]) =>
      [title, detail, why, url, recommender(document, recommended_by)].filter(Boolean).join(' · ')
    return ofKind.length > 0 ? [resourceKindName(kind), { list: ofKind.map(line) }] : []
  })
  const contacts = document.contacts.flatMap(({ response, about }) => {
    const author = responses.find(({ number }) => number === response)?.author
    return author?.key ? [[asLine(author), about].filter(Boolean).join(': ')] : []
  })
  if (contacts.length > 0) lists.push(resourceKindName('contact'), { list: contacts })
  return lists.length > 0 ? [{ heading: headings.resources() }, ...lists] : []
}

function inFull({ responses, additional }: ItemDocument): Block[] {
  const quoted = [...responses, ...additional].filter(({ quoted }) => quoted)
  const blocks = quoted.flatMap((one): Block[] => [
    `${one.number}. ${asLine(one.author)}`,
    { prose: { html: one.html, text: one.text } },
  ])
  return [{ heading: headings.responses() }, ...blocks]
}
