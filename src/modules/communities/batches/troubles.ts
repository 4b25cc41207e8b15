import { t } from '../../../platform/i18n.ts'
import type { Fields, Result } from './reads.ts'

const sentences: Record<string, (fields: Fields) => string> = {
  'no-address': () => t('The mail address is missing.'),
  'bad-address': () => t('That is no mail address.'),
  'bad-second-address': () => t('The second address is no mail address.'),
  'second-of-another': () => t('The two addresses belong to two people.'),
  'no-name': () => t('The name is missing.'),
  'too-long': () => t('A cell is too long: a name has at most 120 letters, all else 160.'),
  'unknown-area': ({ area }) => t('There is no area “{area}” in the network.', { area: area ?? '' }),
  'no-area': () => t('The area is missing.'),
  'unknown-cohort': ({ cohort }) => t('There is no cohort “{cohort}”.', { cohort: cohort ?? '' }),
  'unknown-language': ({ language }) => t('“{language}” is no language of this network.', { language: language ?? '' }),
  'bad-date': ({ since }) => t('“{since}” is no day; write it as 2026-04-01 or 1.4.2026.', { since: since ?? '' }),
  'unknown-address': () => t('Nobody here has this address.'),
  'no-member': () => t('This person is no member.'),
  closed: () => t('This address cannot be invited.'),
  twice: ({ first }) => t('The same person as in line {line}.', { line: first ?? 0 }),
  same: () => t('This is the present posting already.'),
  member: () => t('Is a member already.'),
  invited: () => t('Was invited before, and has not answered yet.'),
  'said-no': () => t('Was asked before and said no, so we do not ask again.'),
  'no-right': () => t('Whoever confirmed the file may not do so any more.'),
  'not-worked': () => t('This line could not be worked. Try it again in another file.'),
}

/** Why a line was left, in words. */
export function troubleOf({ trouble, fields }: { trouble: string | null; fields: Fields }): string {
  return trouble ? (sentences[trouble]?.(fields) ?? '') : ''
}

const words: Record<Result, () => string> = {
  fault: () => t('with a fault'),
  duplicate: () => t('twice in the file'),
  known: () => t('known already'),
  refused: () => t('not asked'),
  ready: () => t('ready'),
  asked: () => t('no answer yet'),
  yes: () => t('said yes'),
  no: () => t('said no'),
}

export function resultInWords(result: Result): string {
  return words[result]()
}
