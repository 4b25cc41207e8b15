import { config } from '../../platform/config.ts'
import { longDate } from '../../platform/dates.ts'
import { t } from '../../platform/i18n.ts'
import type { Block } from '../../platform/mail/content.ts'
import type { Need } from '../../platform/module.ts'
import { letter } from '../../platform/outbox.ts'
import { stopLink, wantsLetter } from '../notices/index.ts'
import { mondayAddress, mondayName } from './jobs.ts'
import { listNeeds } from './needs.ts'

const MOST = 3
/** What is merely good to know does not make a mail. */
const LEAST_WEIGHT = 40

/** At most three things that wait for a steward; nothing when nothing does. */
export const mondayNote = letter(mondayName, 'monday', async (db, reader, day) => {
  if (!reader.person || !(await wantsLetter(db, reader, mondayName))) return null
  const needs = (await listNeeds(db, reader)).filter(({ weight }) => weight >= LEAST_WEIGHT)
  if (needs.length === 0) return null
  return {
    subject: t('This week: {count, plural, one {one thing waits} other {# things wait}} for you', {
      count: Math.min(needs.length, MOST),
    }),
    blocks: [
      ...needs.slice(0, MOST).flatMap((need) => blocksOf(need, reader.person?.time_zone)),
      ...moreInWords(needs.length - MOST),
      { link: t('All that waits for you'), href: `${config().BASE_URL}/today` },
    ],
    replies: {
      to: mondayAddress,
      about: day,
      hint: t('A reply to this note does nothing by itself, but “stop” as the whole reply stops it.'),
    },
    stop: {
      ...stopLink(reader.person.id, mondayAddress.code),
      to: mondayAddress,
      about: day,
      words: t('Stop this note'),
    },
    why: t('You get this on Monday morning because you look after a community, and only when something waits.'),
    auto: 'auto-generated',
  }
})

function moreInWords(count: number): Block[] {
  if (count <= 0) return []
  return [t('{count, plural, one {One more stands} other {# more stand}} on your page.', { count })]
}

function blocksOf({ text, why, act, href, due }: Need, zone = 'UTC'): Block[] {
  const until = due ? t('Until {day}.', { day: longDate(due, { zone, year: false }) }) : ''
  return [
    { heading: text },
    ...(why || until ? [[why, until].filter(Boolean).join(' ')] : []),
    { link: act, href: config().BASE_URL + href },
  ]
}
