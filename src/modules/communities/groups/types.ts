import { t } from '../../../platform/i18n.ts'

/** What any member may begin; circles and regions come about in other ways. */
export const startable = ['interest', 'task', 'crisis', 'mail_group', 'practice'] as const
export type Startable = (typeof startable)[number]

const names: Record<string, () => string> = {
  network: () => t('Network'),
  practice: () => t('Community of practice'),
  interest: () => t('Interest group'),
  task: () => t('Working group'),
  crisis: () => t('Crisis group'),
  circle: () => t('Circle'),
  mail_group: () => t('Mail group'),
}

const explained: Record<string, () => string> = {
  network: () => t('The whole, with all its communities.'),
  practice: () =>
    t(
      'Members share a practice: they ask, answer, meet, and keep what they learn. It has a core group, a facilitator and a rhythm.',
    ),
  interest: () => t('People who want to hear of one subject. It begins at once and owes nobody anything.'),
  task: () => t('A project team: a few people with one piece of work, and an end.'),
  crisis: () =>
    t('Begun in an hour for something that cannot wait. It ends after 60 days unless somebody needs it longer.'),
  circle: () => t('A handful of people who learn together for a time.'),
  mail_group: () =>
    t(
      'An address that reaches many. A mail group is not a community of practice: nobody undertakes to learn or to keep anything together.',
    ),
}

export function typeName(type: string): string {
  return names[type]?.() ?? type
}

export function typeExplained(type: string): string {
  return explained[type]?.() ?? ''
}

/** The four questions before a community of practice. */
export const suitabilityQuestions = ['experience', 'priority', 'resources', 'support'] as const

const questions: Record<string, () => string> = {
  experience: () => t('Is experience of it spread over many places, and varied?'),
  priority: () => t('Which priority does it serve, or which gap does it fill?'),
  resources: () => t('Who has the wish, the time and the knowledge to carry it?'),
  support: () => t('Who in the management supports it?'),
}

export function suitabilityQuestion(key: string): string {
  return questions[key]?.() ?? key
}
