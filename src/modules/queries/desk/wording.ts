import { longDate } from '../../../platform/dates.ts'
import { inLanguage, t } from '../../../platform/i18n.ts'
import type { Query } from '../query.ts'

type Worded = Pick<Query, 'language' | 'context' | 'tried' | 'purpose' | 'sub_questions' | 'decision_by'>

/** The wording below its title as one text, in the language of the query throughout: the first post of its thread. */
export function wordingAsMarkdown(query: Worded): string {
  return inLanguage(query.language, () => listParts(query).filter(Boolean).join('\n\n'))
}

function listParts({ context, tried, purpose, sub_questions, decision_by }: Worded) {
  return [
    context,
    tried && `${t('What was tried:')} ${tried}`,
    sub_questions.map((question, at) => `${at + 1}. ${question}`).join('\n'),
    purpose && `${t('What the answers are for:')} ${purpose}`,
    decision_by && t('The decision is due by {date}.', { date: longDate(decision_by) }),
  ]
}
