import { t } from '../../../platform/i18n.ts'
import type { Check } from '../../../ui/checklist.tsx'
import { isBlank, type Piece, themesOf } from './pieces.ts'
import type { Offence } from './wishes.ts'

/** What must be so before the asker sees it; the first that is open leads to where it is mended. */
export function checksOf(pieces: Piece[], offences: Offence[]): Check[] {
  const filled = pieces.filter((piece) => !isBlank(piece))
  const has = (section: Piece['section']) => filled.some((piece) => piece.section === section)
  const unnamed = themesOf(filled).filter(({ heading }) => !heading)
  const unasked = filled.find(({ section, fields }) => section === 'contact' && !fields.consent)
  return [
    { done: has('summary'), words: t('The summary is written.'), href: '#slot-summary' },
    { done: has('theme') || has('experience'), words: t('It has a theme or an experience.'), href: '#source-1' },
    ...unnamed.map(({ number }) => ({
      ...{ done: false, words: t('Theme {number} has a name.', { number }), href: `#theme-${number}` },
    })),
    ...(unasked
      ? [{ done: false, words: t('Every contact has agreed to stand there.'), href: `#piece-${unasked.key}` }]
      : []),
    ...(offences.length === 0 ? [{ done: true, words: t('Every wish about names and quotes is kept.') }] : []),
    ...offences.map(({ reason, where, href }) => ({
      ...{ done: false, words: t('{where}: {reason}', { where, reason }), href },
    })),
  ]
}

export function isReady(checks: Check[]): boolean {
  return checks.every(({ done }) => done)
}
