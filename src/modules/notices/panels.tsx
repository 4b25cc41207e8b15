import { t } from '../../platform/i18n.ts'
import type { Panel } from '../../platform/module.ts'
import { findCommunityById } from '../communities/index.ts'
import { volumeOf } from './settings.ts'
import { deliveryInWords } from './words.ts'

/** On a community's page: how much mail it is, before one joins, and how it comes, once one has. */
export const communityPanel: Panel = {
  on: 'community',
  order: 90,
  render: async (db, viewer, community_id) => {
    const mine = viewer.memberships.find((membership) => membership.community_id === community_id)
    const { slug } = await findCommunityById(db, community_id)
    return <MailOfCommunity volume={await volumeOf(db, community_id)} delivery={mine?.delivery} slug={slug} />
  },
}

type Props = { volume: string; delivery?: Parameters<typeof deliveryInWords>[0]; slug: string }

function MailOfCommunity({ volume, delivery, slug }: Props) {
  return (
    <section>
      <h2>{t('Mail of this community')}</h2>
      <p>
        {volume}{' '}
        {delivery
          ? t('You have chosen: {delivery}.', { delivery: deliveryInWords(delivery) })
          : t('As a member you choose: each message, one digest of all communities, or no mail.')}
      </p>
      {delivery && (
        <p>
          <a href={`/me/mail/${slug}`}>{t('Change how it comes')}</a>
        </p>
      )}
    </section>
  )
}
