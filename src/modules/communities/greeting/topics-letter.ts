import { config } from '../../../platform/config.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import { listDeclaredTopics } from '../../people/index.ts'

/** Which topics her sentence has chosen, and how to choose others; one letter for each mail of hers. */
export const topicsLetter = letter('communities.topics', 'inbound_mail', async (db, reader) => {
  const { person } = reader
  if (!person) return null
  const topics = (await listDeclaredTopics(db, person.id)).map(({ name }) => pick(name))
  return {
    subject: t('Your topics'),
    blocks: [
      t('Thank you. What you wrote is kept for you alone.'),
      ...(topics.length > 0
        ? [t('You are asked and told in these topics:'), { list: topics }]
        : [t('No topic of the list fits your words yet.')]),
      { link: t('Choose your topics yourself'), href: `${config().BASE_URL}/me` },
    ],
    why: t('You get this because you answered our letter of welcome.'),
    auto: 'auto-replied',
  } satisfies LetterContent
})
