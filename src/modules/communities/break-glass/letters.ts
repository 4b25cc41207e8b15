import { config } from '../../../platform/config.ts'
import { dateAndTime } from '../../../platform/dates.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Block, LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { shownName } from '../../people/index.ts'
import { breakGlassReply } from '../addresses.ts'
import { findCommunityById, findNetwork, letterHead } from '../reads.ts'
import { isMember } from '../viewer.ts'
import { mayAgreeByMail } from './by-mail.ts'
import * as names from './names.ts'
import { type BreakGlass, findBreakGlassById } from './reads.ts'
import { hoursInWords } from './states.ts'

const at = (path: string) => `${config().BASE_URL}${path}`

/** To those who may be the second person, while nobody has answered. */
const askedLetter = letter(names.askedLetter.name, names.askedLetter.about, async (db, reader, about) => {
  const glass = await findBreakGlassById(db, reader, about)
  if (glass?.state !== 'asked' || !glass.waits_for_me) return null
  const named = wordsOf(glass, reader)
  const byMail = await mayAgreeByMail(db, reader)
  return {
    subject: t('{reader} asks to read {community}: do you agree?', named),
    blocks: [
      t('{reader} keeps the network and is no member of {community}. She asks to read this room for {hours}.', named),
      reasonOf(glass),
      t('If you agree, it opens at once, and its members are told who reads, who agreed, why and until when.'),
      t('Unless somebody answers by {lapses}, nothing opens.', named),
      { link: t('Look at it and answer'), href: at(`/break-glass/${glass.key}`) },
      byMail
        ? t('Or reply YES or NO.')
        : t('Agreeing needs your second factor, so it is done on that page. To refuse, you can reply NO.'),
    ],
    ...(await headOf(db)),
    replies: { to: breakGlassReply, about, hint: byMail ? t('Reply YES or NO.') : t('To refuse, reply NO.') },
    why: t('You get this because a second person has to agree, and you can be that person.'),
    auto: 'auto-generated',
  } satisfies LetterContent
})

/** To her who asked. */
const answeredLetter = letter(names.answeredLetter.name, names.answeredLetter.about, async (db, reader, about) => {
  const glass = await findBreakGlassById(db, reader, about)
  if (!glass || glass.reader_id !== reader.person?.id || !['open', 'refused'].includes(glass.state)) return null
  const named = wordsOf(glass, reader)
  const isOpen = glass.state === 'open'
  return {
    subject: isOpen
      ? t('{community} is open to you until {until}', named)
      : t('{second} has refused: {community} stays closed', named),
    blocks: isOpen
      ? [
          t('{second} has agreed. You can read {community} until {until}, and only read.', named),
          t('Its members have been told, and see each page that you open.'),
          { link: t('Read, or end it earlier'), href: at(`/break-glass/${glass.key}`) },
        ]
      : [t('{second} has refused that you read {community}. Nothing was opened.', named)],
    ...(await headOf(db)),
    why: t('You get this because you asked to read {community}.', named),
    auto: 'auto-generated',
  } satisfies LetterContent
})

/** To those who coordinate the room, at the moment it is opened: who, why, until when. */
const noticeLetter = letter(names.noticeLetter.name, names.noticeLetter.about, async (db, reader, about) => {
  const glass = await findBreakGlassById(db, reader, about)
  if (!glass?.until || !isMember(reader, glass.community_id)) return null
  const named = wordsOf(glass, reader)
  const community = await findCommunityById(db, glass.community_id)
  return {
    subject: t('{reader} reads {community} under break-glass', named),
    blocks: [
      t('{reader}, who keeps the network, can read {community} until {until}. {second} has agreed to it.', named),
      reasonOf(glass),
      t('She can only read: not write, not vote, and no mail of yours goes to her. Whoever is unnamed stays unnamed.'),
      { link: t('See which pages she reads'), href: at(`/break-glass/${glass.key}`) },
    ],
    community: letterHead(community),
    why: t('You get this because you are a member of {community}.', named),
    auto: 'auto-generated',
  } satisfies LetterContent
})

/** To the administrators and the two, when somebody names a pair or ends the naming. */
const pairLetter = letter(names.pairLetter.name, names.pairLetter.about, async (db, reader, about) => {
  const pair = await findPair(db, about)
  if (!pair) return null
  const named = { ...pair, day: inWords(pair.holds_from, reader) }
  return {
    subject: pair.first ? t('A break-glass pair was named') : t('There will be no break-glass pair any more'),
    blocks: [
      pair.first
        ? t(
            '{by} has named {first} and {second}. From {day} on, one of the two has to agree before an administrator reads a closed room.',
            named,
          )
        : t(
            '{by} has ended the naming. From {day} on, another administrator has to agree before one reads a closed room.',
            named,
          ),
      t('If this should not be, tell the other administrators now.'),
      { link: t('Break-glass in the network'), href: at('/network/break-glass') },
    ],
    ...(await headOf(db)),
    why: t('You get this because you keep the network or were named.'),
    auto: 'auto-generated',
  } satisfies LetterContent
})

export const breakGlassLetters = [askedLetter, answeredLetter, noticeLetter, pairLetter]

function findPair(db: Db, id: Id) {
  return db
    .selectFrom('break_glass_pair')
    .innerJoin('person as by', 'by.id', 'by_id')
    .leftJoin('person as one', 'one.id', 'first_id')
    .leftJoin('person as other', 'other.id', 'second_id')
    .select([
      shownName('by').as('by'),
      shownName<string | null>('one').as('first'),
      shownName<string | null>('other').as('second'),
      'holds_from',
    ])
    .where('break_glass_pair.id', '=', id)
    .executeTakeFirst()
}

function wordsOf(glass: BreakGlass, viewer: Viewer) {
  const { reader, community, second, hours, until, lapses_at } = glass
  return {
    ...{ reader, community, second: second ?? '', hours: hoursInWords(hours) },
    until: until ? inWords(until, viewer) : '',
    lapses: inWords(lapses_at, viewer),
  }
}

function inWords(moment: Date, { person }: Viewer): string {
  return dateAndTime(moment, person?.time_zone ?? 'UTC')
}

function reasonOf({ reason }: BreakGlass): Block {
  return { facts: [[t('Her reason'), reason]] }
}

async function headOf(db: Db) {
  const network = await findNetwork(db)
  return network ? { community: letterHead(await findCommunityById(db, network.id)) } : {}
}
