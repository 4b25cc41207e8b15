import { t } from '../../../platform/i18n.ts'
import type { Tables } from '../../../platform/tables.gen.ts'

/** How it came to its end, as the table has it. */
export type Ending = 'refused' | 'withdrawn' | 'lapsed' | 'time' | 'reader' | 'second' | 'administrator' | 'role'
export type State = 'asked' | 'open' | Ending

export const hourChoices = [1, 4, 24] as const
export type Hours = (typeof hourChoices)[number] & Tables['break_glass']['hours']

/** Who has not answered within these hours has not agreed. */
export const HOURS_TO_ANSWER = 48

const words: Record<State, () => string> = {
  asked: () => t('Waits for a second person'),
  open: () => t('Open now'),
  refused: () => t('Refused'),
  withdrawn: () => t('Withdrawn'),
  lapsed: () => t('Nobody answered in time'),
  time: () => t('Ended when its time was over'),
  reader: () => t('Ended by the reader'),
  second: () => t('Ended by the second person'),
  administrator: () => t('Ended by another administrator'),
  role: () => t('Ended because the reader does not keep the network any more'),
}

export function stateInWords(state: State): string {
  return words[state]()
}

/** What is said to whoever answers too late. */
export function whyNotOpen(state: State): string {
  if (state === 'lapsed') return t('This request has lapsed, and nothing was opened. It can be made anew.')
  if (state === 'role') return t('Who asked does not keep the network any more. Nothing was opened.')
  if (state === 'withdrawn') return t('This request was withdrawn. Nothing was opened.')
  return t('This request was answered already. Your answer changes nothing.')
}

export function hoursInWords(hours: number): string {
  return t('{hours, plural, one {one hour} other {# hours}}', { hours })
}
