import { config } from '../../../platform/config.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { findCommunityById, findNetwork, letterHead, listStewards } from '../reads.ts'
import { transferReply } from './addresses.ts'
import { movedLetter, transferLetter } from './names.ts'
import { describeMove, type Transfer } from './reads.ts'
import { consequencesOf, postingOf, questionOf, reasonOf } from './words.ts'

/** Asks her, while nothing newer has taken the place of the question. */
const askedLetter = letter(transferLetter.name, transferLetter.about, async (db, reader, about) => {
  const transfer = await findFor(db, reader, about)
  if (!transfer || transfer.answer) return null
  const move = await describeMove(db, transfer)
  return {
    subject: move.isNew ? questionOf(move) : `${reasonOf(move)} ${questionOf(move)}`,
    blocks: [
      reasonOf(move),
      ...(move.isNew ? [postingOf(move)] : []),
      questionOf(move),
      ...consequencesOf(move),
      t('Reply YES or NO.'),
      {
        link: t('Or answer on the page, where you can also keep the old region'),
        href: `${config().BASE_URL}/me/transfer`,
      },
    ],
    ...(await headOf(db, transfer)),
    replies: { to: transferReply, about, hint: t('Reply YES or NO.') },
    why: t('You get this because a posting of yours was noted.'),
    auto: 'auto-generated',
  } satisfies LetterContent
})

/** The new region says who looks after it; the old one is said to be over where it is. */
const arrivedLetter = letter(movedLetter.name, movedLetter.about, async (db, reader, about) => {
  const transfer = await findFor(db, reader, about)
  if (!transfer?.to_id || transfer.answer !== 'yes') return null
  const community = await findCommunityById(db, transfer.to_id)
  const stewards = await listStewards(db, transfer.to_id)
  const values = { community: community.title }
  return {
    subject: t('You are in {community} now', values),
    blocks: [
      t('You are placed in {community}.', values),
      ...stewards.slice(0, 1).map(({ name }) => t('{name} looks after it.', { name })),
      { link: t('Look at it'), href: `${config().BASE_URL}/communities/${community.slug}` },
      { link: t('Your communities and their mail'), href: `${config().BASE_URL}/me/mail` },
    ],
    community: letterHead(community),
    why: t('You get this because you said yes to the move.'),
    auto: 'auto-generated',
  } satisfies LetterContent
})

export const placementLetters = [askedLetter, arrivedLetter]

function findFor(db: Db, { person }: Viewer, id: Id): Promise<Transfer | undefined> {
  return db
    .selectFrom('transfer')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', person?.id ?? null)
    .executeTakeFirst()
}

/** Under the region she would come to, or the network. */
async function headOf(db: Db, { to_id }: Transfer) {
  const id = to_id ?? (await findNetwork(db))?.id
  return id ? { community: letterHead(await findCommunityById(db, id)) } : {}
}
