import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'

/** A yes with a condition is asked again. */
export function ensureUnconditional(rest: string) {
  if (!hasCondition(rest)) return
  throw new Refused(
    t('There seems to be a condition in your answer. Please reply with YES or NO alone; nothing has been changed.'),
  )
}

const conditions = new Set(
  'if unless but when after until once provided only maybe perhaps not अगर यदि लेकिन मगर परंतु किंतु जब बाद शायद नहीं'.split(
    ' ',
  ),
)

/** “Yes, gladly” is a yes; “yes, if my chief agrees” is none yet. */
function hasCondition(rest: string): boolean {
  return (rest.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).some((word) => conditions.has(word))
}
