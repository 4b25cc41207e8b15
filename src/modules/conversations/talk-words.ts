import { t } from '../../platform/i18n.ts'
import type { AudienceOf } from '../../ui/audience.tsx'
import type { Community } from '../communities/index.ts'
import type { Thread } from './reads.ts'
import { MOST_NEW } from './talk-list.ts'

/** Who reads what is written in the community's room, or in this thread. */
export function audienceOf({ title, members, ...community }: Community, thread?: Thread): AudienceOf {
  const { reach, staff_only } = thread ?? community
  const attribution = thread?.room_attribution ?? community.attribution
  return { reach, staff_only, attribution, community: title, members }
}

export function newInWords(unread: number): string {
  return unread >= MOST_NEW ? t('99+ new') : t('{count} new', { count: unread })
}
