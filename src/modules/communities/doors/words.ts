import { t } from '../../../platform/i18n.ts'

const doors: Record<string, () => string> = {
  open: () => t('The door is open: one press, and you are a member.'),
  ask: () => t('One asks to join, and those who look after it decide.'),
  invited: () => t('One comes in here by invitation of a member.'),
}

/** How one comes in, in a sentence. */
export function doorInWords(joining: string): string {
  return doors[joining]?.() ?? ''
}

const shortDoors: Record<string, () => string> = {
  open: () => t('open to all'),
  ask: () => t('on request'),
  invited: () => t('by invitation'),
}

/** The same in two words, for lists. */
export function doorInShort(joining: string): string {
  return shortDoors[joining]?.() ?? ''
}
