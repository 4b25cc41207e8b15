import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import type { LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import { groupReply } from '../addresses.ts'
import { findCommunityById, letterHead } from '../reads.ts'
import { isMember } from '../viewer.ts'

/** Once, on the day a group was to end. */
export const reviewGroupLetter = letter('communities.group-review', 'community', async (db, _reader, about) => {
  const community = await findCommunityById(db, about)
  if (community.state === 'closed' || !community.ends_on) return null
  const named = { community: community.title }
  return {
    subject: t('Is {community} still needed?', named),
    blocks: [
      t('{community} was begun with an end, and the day has come.', named),
      t(
        'Reply YES for 60 more days, or NO to close it. Without an answer it rests in two weeks; nothing is lost either way.',
      ),
      { link: t('Or decide on the page'), href: `${config().BASE_URL}/communities/${community.slug}/review` },
    ],
    community: letterHead(community),
    replies: { to: groupReply, about, hint: t('Reply YES or NO.') },
    why: t('You get this because you are the contact of {community}.', named),
    auto: 'auto-generated',
  } satisfies LetterContent
})

/** To who looked after it before; a quiet community is picked up in the open. */
export const pickedUpLetter = letter('communities.picked-up', 'community', async (db, reader, about) => {
  if (!isMember(reader, about)) return null
  const community = await findCommunityById(db, about)
  const contact = await db.selectFrom('person').select('name').where('id', '=', community.contact_id).executeTakeFirst()
  const named = { community: community.title, name: contact?.name ?? '' }
  return {
    subject: t('{name} has picked up {community}', named),
    blocks: [
      t(
        'It had been quiet for a long time. {name} is its contact now and coordinates it; your own role is as it was.',
        named,
      ),
      { link: t('The roles of {community}', named), href: `${config().BASE_URL}/communities/${community.slug}/roles` },
    ],
    community: letterHead(community),
    why: t('You get this because you look after {community}.', named),
    auto: 'auto-generated',
  } satisfies LetterContent
})
