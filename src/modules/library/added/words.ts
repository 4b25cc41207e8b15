import { languages, t } from '../../../platform/i18n.ts'
import { DOT } from '../../../ui/dot.ts'
import type { Kind, Level, Stage } from '../shelf.ts'
import type { StoryPart } from './document.ts'

/** The kinds that a member can add, in the order in which they are offered. */
export const addedKinds = [
  'story',
  'case_study',
  'tool',
  'idea',
  'solution',
  'document',
  'micro_learning',
  'article',
  'academic_paper',
  'newsletter',
] as const satisfies Kind[]

const kindNames: Record<Kind, () => string> = {
  consolidated_reply: () => t('Consolidated reply'),
  story: () => t('Story'),
  case_study: () => t('Case study'),
  tool: () => t('Tool'),
  idea: () => t('Idea'),
  solution: () => t('Solution to a public problem'),
  document: () => t('Document'),
  micro_learning: () => t('Short lesson'),
  article: () => t('Article'),
  academic_paper: () => t('Academic paper'),
  newsletter: () => t('Newsletter'),
}

export function itemKindName(kind: Kind): string {
  return kindNames[kind]()
}

export const levels = ['local', 'regional', 'national', 'global'] as const satisfies Level[]

const levelNames: Record<Level, () => string> = {
  local: () => t('Local'),
  regional: () => t('Regional'),
  national: () => t('National'),
  global: () => t('Global'),
}

export function levelName(level: string): string {
  return levelNames[level as Level]()
}

export const stages = ['idea', 'trial', 'proven'] as const satisfies Stage[]

const stageNames: Record<Stage, () => string> = {
  idea: () => t('An idea, not tried yet'),
  trial: () => t('On trial'),
  proven: () => t('Proven in use'),
}

export function stageName(stage: string): string {
  return stageNames[stage as Stage]()
}

const storyNames: Record<StoryPart, () => string> = {
  trial: () => t('What was tried'),
  choice: () => t('Where a choice had to be made'),
  wrong: () => t('What went wrong'),
  learned: () => t('What was learned'),
}

export function storyName(part: StoryPart): string {
  return storyNames[part]()
}

function minutesSentence(minutes: number): string {
  return t('{minutes, plural, one {one minute} other {# minutes}}', { minutes })
}

/** Kind, stage and minutes of a thing in the library, as they stand over its title. */
export function overTitle({
  kind,
  stage,
  minutes,
}: {
  kind: Kind
  stage: string | null
  minutes: number | null
}): string {
  return [itemKindName(kind), stage && stageName(stage), minutes && minutesSentence(minutes)].filter(Boolean).join(DOT)
}

/** The language by its own name. */
export function languageName(code: string): string {
  const known = languages.find((language) => language.code === code)?.name
  return known ?? new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code
}
