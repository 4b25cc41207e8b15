import { currentLocale, listFormat, t } from '../../platform/i18n.ts'
import type { Block, LetterContent } from '../../platform/mail/content.ts'
import { narrower } from '../../ui/audience.tsx'
import { audienceSentence, type Community, letterHead } from '../communities/index.ts'
import { fitMail, type Part } from './fit.ts'
import type { Addresses } from './mails.ts'
import type { Gathered } from './parts.ts'

type Digest = { parts: Gathered[]; communities: Community[]; day: string; addresses: Addresses }

/** With one community the letter is that community's, and bears its name; with several it says at each where it stands. */
export function writeDigest(digest: Digest): LetterContent {
  const { parts, communities, addresses } = digest
  const [only] = communities.length === 1 ? communities : []
  const frame: Omit<LetterContent, 'blocks'> = {
    subject: subjectOf(digest),
    community: only && letterHead(only),
    why: t('You get this because you chose a digest of {communities}.', { communities: namesOf(communities) }),
    stop: { ...addresses.stop, words: t('Stop the digest') },
    replies: {
      ...addresses.replies,
      hint: t(
        'A reply to this digest itself reaches nobody: answer by the address under what you read. “Stop” as the whole reply stops the digest.',
      ),
    },
    auto: 'auto-generated',
  }
  const written = parts.map((part) => ({ heading: headingOf(part, communities), blocks: partBlocks(part, digest) }))
  return fitMail(frame, written, ({ taken, left }) => [
    ...(parts.length > 1 ? [t('In this mail:'), { list: contents(written) }] : []),
    ...taken.flatMap(({ heading, blocks }): Block[] => [{ heading }, ...blocks]),
    ...(left > 0 ? [restOf(left, addresses.today)] : []),
    { rule: true },
    ...settingLinks(communities, addresses),
  ])
}

const MOST_NAMED = 4

function namesOf(communities: Community[]): string {
  const names = communities.slice(0, MOST_NAMED).map(({ title }) => title)
  const more = communities.length - names.length
  return listFormat(more > 0 ? [...names, t('{more} more', { more })] : names)
}

/** How much of what, and the day: “3 queries, 1 reply — 22 November”. */
function subjectOf({ parts, day }: Digest): string {
  const sums = new Map<string, { count: number; words: (count: number) => string }>()
  for (const { of, count, words } of parts.flatMap(({ counts }) => counts)) {
    sums.set(of, { count: (sums.get(of)?.count ?? 0) + count, words })
  }
  const said = [...sums.values()].filter(({ count }) => count > 0).map(({ count, words }) => words(count))
  return t('{what} — {day}', { what: said.join(', '), day: dayAndMonth(day) })
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs more than all the rest of a subject. */
function dayAndMonth(day: string): string {
  const locale = currentLocale()
  const known = formatters.get(locale)
  const formatter = known ?? new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  formatters.set(locale, formatter)
  return formatter.format(new Date(day))
}

const MOST_IN_CONTENTS = 12

function headingOf({ heading, community_id }: Gathered, communities: Community[]): string {
  const community = communities.length > 1 && communities.find(({ id }) => id === community_id)
  return community ? t('{community}: {title}', { community: community.title, title: heading }) : heading
}

function contents(parts: Part[]): string[] {
  const headings = parts.slice(0, MOST_IN_CONTENTS).map(({ heading }) => heading)
  const more = parts.length - headings.length
  return more > 0 ? [...headings, t('{more} more', { more })] : headings
}

function partBlocks(part: Gathered, { communities, addresses }: Digest): Block[] {
  const { blocks, community_id, also, replies } = part
  const here = communities.find(({ id }) => id === community_id)
  const others = communities.filter(({ id }) => also.includes(id)).map(({ title }) => title)
  return [
    ...blocks,
    ...(replies ? [{ link: replies.words, href: addresses.answer(replies.to.code, replies.about) }] : []),
    ...(others.length > 0 ? [t('The same stands in {communities}.', { communities: listFormat(others) })] : []),
    ...(here ? [audienceOf(part, here)] : []),
  ]
}

/** What holds is the narrower of the part's own and its room's. */
function audienceOf(part: Gathered, community: Community): string {
  return audienceSentence({
    ...community,
    reach: narrower(community.reach, part.reach ?? community.reach),
    staff_only: community.staff_only || (part.staff_only ?? false),
  })
}

function restOf(left: number, today: string): Block {
  const words = t(
    '{count, plural, one {One more is too long} other {# more are too long}} for this mail: read on here',
    { count: left },
  )
  return { link: words, href: today }
}

/** Each community's link opens exactly the setting of that community. */
function settingLinks(communities: Community[], { settings }: Addresses): Block[] {
  const few = communities.length <= MOST_NAMED ? communities : []
  return [
    ...few.map(({ title, slug }) => ({
      link: t('Mail of {community}: change or stop', { community: title }),
      href: settings(slug),
    })),
    { link: t('What mail you get, and how often'), href: settings() },
  ]
}
