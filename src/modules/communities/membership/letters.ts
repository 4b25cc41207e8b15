import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import type { LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import { findCommunityById, letterHead } from '../reads.ts'

export const leftLetter = letter('communities.left', 'community', async (db, reader, about) => {
  if (reader.memberships.some(({ community_id }) => community_id === about)) return null
  const community = await findCommunityById(db, about)
  return {
    subject: t('You have left {community}', { community: community.title }),
    blocks: [
      t('No mail of {community} comes to you any more. What you wrote stays where it was asked for.', {
        community: community.title,
      }),
      { link: t('The way back in'), href: `${config().BASE_URL}/communities/${community.slug}/membership` },
    ],
    why: t('You get this because you asked by mail to leave.'),
    community: letterHead(community),
    auto: 'auto-replied',
  } satisfies LetterContent
})
