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

/** The same as a choice, for those who set it. */
export function doorOptions() {
  return [
    { value: 'open', label: t('The door is open') },
    { value: 'ask', label: t('Somebody looks at each request') },
    { value: 'invited', label: t('By invitation') },
  ]
}

const shortDoors: Record<string, () => string> = {
  open: () => t('open to all'),
  ask: () => t('on request'),
  invited: () => t('by invitation'),
}

/** In two words, for lists. */
export function doorInShort(joining: string): string {
  return shortDoors[joining]?.() ?? ''
}
