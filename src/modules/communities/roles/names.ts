import { t } from '../../../platform/i18n.ts'

export const appointable = [
  'coordinator',
  'facilitator',
  'researcher',
  'moderator',
  'convenor',
  'contact',
  'core',
] as const
export const duties = ['initiate', 'curate', 'coordinate', 'support'] as const

export type Appointable = (typeof appointable)[number]
export type Duty = (typeof duties)[number]

const names: Record<string, () => string> = {
  coordinator: () => t('Coordinator'),
  facilitator: () => t('Facilitator'),
  researcher: () => t('Researcher'),
  moderator: () => t('Moderator'),
  administrator: () => t('Administrator'),
  convenor: () => t('Convenor'),
  contact: () => t('Contact'),
  core: () => t('Core group'),
}

const dutyNames: Record<Duty, () => string> = {
  initiate: () => t('Initiate: bring people together and begin'),
  curate: () => t('Curate: keep what was learned in order'),
  coordinate: () => t('Coordinate: see that things happen'),
  support: () => t('Support: help where members need it'),
}

export function roleName(role: string): string {
  return names[role]?.() ?? role
}

export function dutyName(duty: string): string {
  return dutyNames[duty as Duty]?.() ?? duty
}
