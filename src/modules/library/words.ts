import { longDate } from '../../platform/dates.ts'
import { listFormat, t } from '../../platform/i18n.ts'
import type { ItemDocument, ItemResponse, Shown } from './document.ts'
import { isTakenBack } from './document.ts'
import type { Item, Use } from './reads.ts'

/** What page, mail and PDF say in the same words. */
export const headings = {
  summary: () => t('Summary'),
  query: () => t('The query'),
  thanks: () => t('Responses were received, with thanks, from'),
  themes: () => t('What members have found'),
  agreement: () => t('Where they agree'),
  disagreement: () => t('Where they differ'),
  watch_for: () => t('What to watch for'),
  experiences: () => t('Comparative experiences'),
  resources: () => t('Related resources'),
  responses: () => t('Responses in full'),
  additional: () => t('Additional replies'),
  further: () => t('Further contributions'),
  uses: () => t('What came of it'),
}
export type Heading = keyof typeof headings

const resourceKindNames: Record<string, () => string> = {
  documentation: () => t('Recommended documents'),
  organisation: () => t('Organisations and programmes'),
  contact: () => t('Contacts and experts'),
  tool: () => t('Tools and technologies'),
  portal: () => t('Portals and information bases'),
  community: () => t('Communities and networks'),
  rules: () => t('Laws, rules and policies'),
  training: () => t('Training and events'),
  past_reply: () => t('Related consolidated replies'),
}

/** The kinds of resources, in the order in which they stand. */
export const resourceKinds = Object.keys(resourceKindNames).filter((kind) => kind !== 'contact')

export function resourceKindName(kind: string): string {
  return (resourceKindNames[kind] ?? resourceKindNames.documentation ?? (() => kind))()
}

const wantedNames: Record<string, () => string> = {
  experiences: () => t('experiences'),
  examples: () => t('examples'),
  advice: () => t('advice'),
  referrals: () => t('referrals'),
  documents: () => t('documents'),
  contacts: () => t('contacts'),
}

/** A kind of answer that was asked for, in the words of the reader. */
export function kindName(kind: string): string {
  return wantedNames[kind]?.() ?? kind
}

/** How the writer of a response is thanked: by name, by organisation, or as one who is not quoted. */
export function thanked(response: ItemResponse): Shown {
  if (isTakenBack(response)) return { name: t('Taken back by its writer'), line: '', key: null }
  if (!response.quoted) return { name: t('A member who prefers not to be quoted'), line: '', key: null }
  return response.author
}

export function asLine({ name, line }: Shown): string {
  return line ? `${name} (${line})` : name
}

/** “Recommended by Asiya Lone”, when it is known who did. */
export function recommender(document: ItemDocument, by: { response?: number; person?: string }): string | undefined {
  const response = document.responses.find(({ number }) => number === by.response)
  const name = response?.quoted ? response.author.name : by.person
  return name ? t('Recommended by {name}', { name }) : undefined
}

export function licenceSentence(community: string): string {
  return t(
    'It may be used and passed on freely within {community}, with thanks to those who wrote it. Members speak from their own experience and not for their offices; whoever uses it relies on their own judgement.',
    { community },
  )
}

export function furtherSentence({ further }: ItemDocument): string {
  return (
    further ||
    t('Add what you know at any time, on the page of the query or by answering its mail; it will stand here as well.')
  )
}

/** “3 used it, 1 partly”. */
export function usesSentence(uses: Use[]): string {
  const count = (used: string) => uses.filter((use) => use.used === used).length
  const [yes, partly] = [count('yes'), count('partly')]
  if (yes + partly === 0) return t('Nobody has said yet that they used it.')
  if (partly === 0) return t('{yes, plural, one {One used it.} other {# used it.}}', { yes })
  if (yes === 0) return t('{partly, plural, one {One used it in part.} other {# used it in part.}}', { partly })
  return t('{yes, plural, one {One used it} other {# used it}}, {partly} in part.', { yes, partly })
}

export function changeSentence({ document }: Pick<Item, 'document'>): string | undefined {
  const { changed } = document
  if (!changed) return undefined
  return t('Changed on {date}: {because}', { date: longDate(new Date(changed.at)), because: changed.because })
}

export function compilersSentence({ compiled_by }: ItemDocument): string {
  return listFormat(compiled_by.map(({ name }) => name))
}
