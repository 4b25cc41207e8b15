import { config } from '../../../platform/config.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Block, LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import { listPanels } from '../../../platform/panels.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { listNames } from '../../people/index.ts'
import { welcomeReply } from '../addresses.ts'
import { findContact } from '../membership/contact.ts'
import { type Community, findCommunityById, letterHead } from '../reads.ts'

/** From the one who invited her, or who looks after the community, with the one question that starts everything. */
export const welcomeByInvitation = letter('communities.welcome', 'invitation', async (db, reader, about) => {
  const invitation = await db
    .selectFrom('invitation')
    .select(['community_id', 'by_id'])
    .where('id', '=', about)
    .where('answer', '=', 'yes')
    .executeTakeFirst()
  if (!invitation) return null
  const why = t('You get this because you said yes to an invitation.')
  return writeWelcome(db, reader, { ...invitation, why })
})

export const welcomeByApplication = letter(
  'communities.welcome-by-application',
  'application',
  async (db, reader, about) => {
    const application = await db
      .selectFrom('application')
      .select(['community_id', 'note', 'by_id'])
      .where('id', '=', about)
      .where('decision', '=', 'accepted')
      .executeTakeFirst()
    if (!application) return null
    return writeWelcome(db, reader, { ...application, why: t('You get this because you asked to join.') })
  },
)

export const welcomeLetters = [welcomeByInvitation, welcomeByApplication]

type Joined = { community_id: Id; by_id: Id | null; why: string; note?: string | null }

async function writeWelcome(db: Db, reader: Viewer, { community_id, by_id, why, note = null }: Joined) {
  const community = await findCommunityById(db, community_id)
  const contact = await findContact(db, community)
  const greeter = contact?.name ?? (by_id ? (await listNames(db, [by_id])).get(by_id)?.name : undefined)
  return {
    subject: t('Welcome to {community}', { community: community.title }),
    from: greeter,
    blocks: [
      ...begin(community, note),
      ...explain(community),
      ...(greeter ? [greeter] : []),
      ...(await listFirst(db, reader, community)),
    ],
    community: letterHead(community),
    replies: {
      to: welcomeReply,
      about: community_id,
      hint: t('Reply with what is on your desk. Reply LEAVE to leave {community}.', { community: community.title }),
    },
    why,
    auto: 'auto-generated',
  } satisfies LetterContent
}

/** The one question that starts everything. */
function begin({ title, members }: Community, note: string | null): Block[] {
  return [
    t(
      'You are in. {community} has {count, plural, one {one member} other {# members}} who answer each other from experience.',
      { community: title, count: members },
    ),
    ...(note ? [{ prose: { html: '', text: note } }] : []),
    t('What problem is on your desk this month?'),
    t(
      'Reply to this mail with a sentence, in your own words and your own language. It chooses the topics in which you are asked and told; no member reads it.',
    ),
  ]
}

/** What other modules lead a newcomer to first. */
async function listFirst(db: Db, reader: Viewer, { id }: Community): Promise<Block[]> {
  const blocks = (await listPanels('welcome', db, reader, id)) as (Block[] | null)[]
  return blocks.flatMap((some) => some ?? [])
}

function explain({ mail_name, slug }: Community): Block[] {
  const { BASE_URL, MAIL_DOMAIN } = config()
  return [
    t('To ask the members something, write to {address}.', { address: `${mail_name}@${MAIL_DOMAIN}` }),
    t('When a member asks something you know about, simply reply to the mail.'),
    t('Members see your name, organisation and place in the list of members, unless you take yourself off it.'),
    { link: t('Your membership, and how to leave'), href: `${BASE_URL}/communities/${slug}/membership` },
    { link: t('Your name, topics and what mail you get'), href: `${BASE_URL}/me` },
  ]
}
