import { config } from '../../platform/config.ts'
import { longDate } from '../../platform/dates.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { listFormat, pick, t } from '../../platform/i18n.ts'
import type { Block, LetterContent } from '../../platform/mail/content.ts'
import { stopToken } from '../../platform/mail/tokens.ts'
import type { DigestPart } from '../../platform/module.ts'
import { letter } from '../../platform/outbox.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { findCommunityById, letterHead } from '../communities/index.ts'
import { fit } from './fit.ts'
import { digestAddress } from './jobs.ts'
import { gatherParts } from './parts.ts'

/** What is new for this reader since the digest before; nothing when nothing is. */
export const digestLetter = letter('notices.digest', 'digest', async (db, reader, about) => {
  const digest = await db.selectFrom('digest').selectAll().where('id', '=', about).executeTakeFirst()
  if (!digest || digest.person_id !== reader.person?.id) return null

  const sources = await listSources(db, digest.person_id)
  const parts = await gatherParts(db, onlyOf(reader, sources), digest.since, digest.until)
  if (parts.length === 0) return null
  return {
    ...(await frame(db, reader, sources, digest.since)),
    blocks: write(reader, sources, parts),
    replies: replies(about),
  }
})

type Source = { community_id: Id; name: unknown }

/** The communities whose mail goes into her digest and is not paused. */
async function listSources(db: Db, person_id: Id): Promise<Source[]> {
  return db
    .selectFrom('membership')
    .innerJoin('community', 'community.id', 'community_id')
    .select(['community_id', 'community.name'])
    .where('person_id', '=', person_id)
    .where('membership.state', '=', 'member')
    .where('delivery', 'in', ['digest', 'my_topics'])
    .where(sql<boolean>`(paused_until is null or paused_until <= app_now())`)
    .orderBy('community_id')
    .execute()
}

/** To the parts, a membership that is paused or comes in another way looks like one that wants no mail. */
function onlyOf(reader: Viewer, sources: Source[]): Viewer {
  const isSource = (id: Id) => sources.some(({ community_id }) => community_id === id)
  const memberships = reader.memberships.map((one) =>
    isSource(one.community_id) ? one : { ...one, delivery: 'web' as const },
  )
  return { ...reader, memberships }
}

/** With one community the letter is that community's, with its one-step stop; with several each has its link below. */
async function frame(
  db: Db,
  { person }: Viewer,
  sources: Source[],
  since: Date,
): Promise<Omit<LetterContent, 'blocks'>> {
  const names = listFormat(sources.map(titleOf))
  const [only] = sources.length === 1 ? sources : []
  return {
    subject: t('{communities}: new since {date}', {
      communities: names,
      date: longDate(since, { zone: person?.time_zone, year: false }),
    }),
    community: only && letterHead(await findCommunityById(db, only.community_id)),
    stoppable: only && true,
    why: t('You get this because you chose a digest of {communities}.', { communities: names }),
    auto: 'auto-generated',
  }
}

function replies(about: Id): LetterContent['replies'] {
  return {
    to: digestAddress,
    about,
    hint: t('A reply to this digest reaches nobody: answer at the link of what you read.'),
  }
}

function write(reader: Viewer, sources: Source[], all: DigestPart[]): Block[] {
  const { parts, left } = fit(all)
  return [
    ...(all.length > 1 ? [t('In this mail:'), { list: all.map(({ heading }) => heading) }] : []),
    ...parts.flatMap(({ heading, blocks }): Block[] => [{ heading }, ...blocks]),
    ...(left > 0 ? [restOf(left)] : []),
    { rule: true },
    ...(sources.length > 1 ? sources.map((source) => stopLink(reader, source)) : []),
    { link: t('What mail you get, and how often'), href: `${config().BASE_URL}/me/mail` },
  ]
}

function restOf(left: number): Block {
  const words = t(
    '{count, plural, one {One more is too long} other {# more are too long}} for this mail: read on here',
    { count: left },
  )
  return { link: words, href: `${config().BASE_URL}/today` }
}

function stopLink({ person }: Viewer, source: Source): Block {
  return {
    link: t('Stop the mail of {community}', { community: titleOf(source) }),
    href: `${config().BASE_URL}/stop/${stopToken(person?.id ?? 0, source.community_id)}`,
  }
}

function titleOf({ name }: Source): string {
  return pick(name)
}
