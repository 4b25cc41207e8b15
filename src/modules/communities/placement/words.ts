import { longDate } from '../../../platform/dates.ts'
import { listFormat, t } from '../../../platform/i18n.ts'
import type { Move } from './reads.ts'

/** The one question, as the letter, the page and Today put it. */
export function questionOf(move: Move): string {
  const { from, to } = move
  if (move.isNew && (!to || to === from)) return t('Is this your new posting?')
  if (from && to) return t('Shall we move you from {from} to {to}?', { from, to })
  return t('Shall we place you in {to}?', { to })
}

/** Why it is asked: where she works now. */
export function reasonOf(move: Move): string {
  if (!move.isNew) return t('You are now in {area}.', { area: move.area ?? '–' })
  return t('{by} has noted a new posting of yours. Nothing of it holds before your yes.', {
    by: move.by ?? t('The administrator'),
  })
}

/** The posting in one line, as far as it was said. */
export function postingOf({ designation, organisation, area, since }: Move): string {
  const parts = [designation, organisation, area, since && t('since {day}', { day: longDate(since) })]
  return parts.filter(Boolean).join(', ')
}

/** What else a yes means. */
export function consequencesOf(move: Move): string[] {
  const { from, to, home, keepsHome, homeIsFrom, duties } = move
  const moves = from !== null && to !== null && from !== to
  return [
    ...(move.isNew && !to
      ? [t('{area} belongs to no region yet, so you stay where you are.', { area: move.area ?? '–' })]
      : []),
    ...(moves && homeIsFrom && keepsHome && home
      ? [t('You go on following {home}, the region of your home cadre.', { home })]
      : []),
    ...(moves && !homeIsFrom ? [t('Mail of {from} then ends, and that of {to} begins.', { from, to })] : []),
    ...(moves && duties.length > 0
      ? [
          t('In {from} you are {roles}. With the move that ends; the administrator looks for somebody else.', {
            from,
            roles: rolesInWords(duties),
          }),
        ]
      : []),
  ]
}

const roles: Record<string, () => string> = {
  administrator: () => t('administrator'),
  coordinator: () => t('coordinator'),
  facilitator: () => t('facilitator'),
  moderator: () => t('moderator'),
  researcher: () => t('researcher'),
  convenor: () => t('convenor'),
  contact: () => t('contact'),
  core: () => t('member of the core group'),
}

export function rolesInWords(names: string[]): string {
  return listFormat(names.map((name) => roles[name]?.() ?? name))
}
