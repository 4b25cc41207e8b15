import { config } from '../../../platform/config.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import { letter } from '../../../platform/outbox.ts'
import { connectionReply } from './reply.ts'

/** `about` is the one who says it; the reader is the one who is asked. */
export const connectionLetter = letter('people.connection', 'connection', async (db, reader, about) => {
  const found = await findOther(db, { asker_id: about, asked_id: reader.person?.id ?? 0 }, 'asker_id')
  if (!found || found.answer !== null) return null
  const { name, key, line } = found
  return {
    subject: t('{name} says that you worked together', { name }),
    from: name,
    blocks: [
      t('{name} says on the network that you two worked together.', { name }),
      ...(line ? [{ prose: { html: '', text: line } }] : []),
      t(
        'Reply YES if it is so: then it stands on both profiles, for those who may see both. Reply NO, and it is not asked again.',
      ),
      { link: t('Or look at it first and answer there'), href: `${config().BASE_URL}/people/${key}/connection` },
    ],
    replies: { to: connectionReply, about, hint: t('Reply YES or NO.') },
    why: t('You get this because {name}, with whom you share a community, named you.', { name }),
    auto: 'auto-generated',
  }
})

/** `about` is the one who said yes; the reader is the one who had asked. */
export const agreedLetter = letter('people.connection-agreed', 'connection', async (db, reader, about) => {
  const found = await findOther(db, { asker_id: reader.person?.id ?? 0, asked_id: about }, 'asked_id')
  if (found?.answer !== 'yes') return null
  const { name, key } = found
  return {
    subject: t('{name} says so too: you worked together', { name }),
    blocks: [
      t('It stands on both profiles now, for those who may see both.'),
      { link: t('See the profile of {name}', { name }), href: `${config().BASE_URL}/people/${key}` },
    ],
    why: t('You get this because you asked.'),
    auto: 'auto-generated',
  }
})

type Pair = { asker_id: Id; asked_id: Id }

/** Null when it was taken back, or when the two share no community any more. */
async function findOther(db: Db, { asker_id, asked_id }: Pair, who: 'asker_id' | 'asked_id') {
  const row = await db
    .selectFrom('connection')
    .innerJoin('person', 'person.id', `connection.${who}`)
    .select(['person.name', 'person.key', 'line', 'answer'])
    .where('asker_id', '=', asker_id)
    .where('asked_id', '=', asked_id)
    .where('person.state', '=', 'active')
    .where(sql<boolean>`may_know(${asker_id}::bigint, ${asked_id}::bigint)`)
    .executeTakeFirst()
  return row ?? null
}
