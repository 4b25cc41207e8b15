import { t } from '../../../platform/i18n.ts'
import type { LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import { listNames } from '../../people/index.ts'
import { welcomeReply } from '../addresses.ts'
import { findCommunityById, letterHead } from '../reads.ts'

/** The greeter's own words, from her by name. */
export const greetingLetter = letter('communities.greeting', 'community', async (db, reader, about) => {
  const greeted = await db
    .selectFrom('membership')
    .select(['greeting', 'greeted_by'])
    .where('person_id', '=', reader.person?.id ?? null)
    .where('community_id', '=', about)
    .where('state', '=', 'member')
    .executeTakeFirst()
  if (!greeted?.greeting || !greeted.greeted_by) return null
  const community = await findCommunityById(db, about)
  const name = (await listNames(db, [greeted.greeted_by])).get(greeted.greeted_by)?.name ?? ''
  return {
    subject: t('{name} greets you in {community}', { name, community: community.title }),
    from: name,
    blocks: [{ prose: { html: '', text: greeted.greeting } }, name],
    community: letterHead(community),
    replies: {
      to: welcomeReply,
      about,
      hint: t('Reply with what is on your desk this month; it chooses your topics. Reply LEAVE to leave {community}.', {
        community: community.title,
      }),
    },
    why: t('You get this because you have come into {community}.', { community: community.title }),
    auto: 'auto-generated',
  } satisfies LetterContent
})
