import { t } from '../platform/i18n.ts'
import { Icon } from './icon.tsx'

type Reach = 'people' | 'community' | 'network' | 'public'

export type AudienceOf = {
  reach: Reach
  staff_only?: boolean
  attribution?: 'named' | 'organisation' | 'unattributed' | 'closed'
  community?: string
  members?: number
  network?: string
}

/** Who reads it and what may be said of it, on every composer and under every post. */
export function Audience({ of }: { of: AudienceOf }) {
  return (
    <p class="audience">
      <Icon name="eye" /> {audienceInWords(of)}
    </p>
  )
}

/** Of two circles of readers, which stand one within the other, the inner one. */
export function narrower(one: Reach, other: Reach): Reach {
  return circles.indexOf(one) < circles.indexOf(other) ? one : other
}

const circles: Reach[] = ['people', 'community', 'network', 'public']

/** The same sentences for mails: “Readable by the 214 members of South. Not named outside it.” */
export function audienceInWords(of: AudienceOf): string {
  return [readers(of), naming(of)].filter(Boolean).join(' ')
}

function readers({ reach, staff_only, community = '', members, network }: AudienceOf): string {
  if (staff_only) return t('Readable by the members of {community} who serve in government.', { community })
  if (reach === 'public') return t('Readable by everyone.')
  if (reach === 'network') return t('Readable by all members of {network}.', { network: network || t('the network') })
  if (reach === 'people') return t('Readable by the people named here only.')
  if (members === undefined) return t('Readable by the members of {community}.', { community })
  return t('Readable by the {members, plural, one {one member} other {# members}} of {community}.', {
    members,
    community,
  })
}

function naming({ attribution, reach, community = '' }: AudienceOf): string {
  if (attribution === 'organisation') return t('Organisations are named, people are not.')
  if (attribution === 'unattributed') return t('Nobody is named.')
  if (attribution === 'closed') return t('Nothing of it leaves this room.')
  if (attribution === 'named' && reach === 'community') return t('Not named outside {community}.', { community })
  return ''
}
