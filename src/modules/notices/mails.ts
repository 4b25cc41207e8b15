import { config } from '../../platform/config.ts'
import type { Db, Id } from '../../platform/db.ts'
import { currentLanguage } from '../../platform/i18n.ts'
import { replyAddress } from '../../platform/mail/tokens.ts'
import { type Batch, letter } from '../../platform/outbox.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { type Community, listCommunities } from '../communities/index.ts'
import { type DigestRow, dayOf, issueOf, listDigests, listSources } from './digest-reads.ts'
import { writeDigest } from './digest-words.ts'
import { digestAddress } from './jobs.ts'
import { gatherParts } from './parts.ts'
import { stopLink } from './stops.ts'

/**
 * What is new for this reader since the digest before; nothing when nothing is. All who get theirs on one day and in one
 * batch share what is read. Who may read what, and whose mail is paused, is asked when it is sent.
 */
export const digestLetter = letter('notices.digest', 'digest', async (db, reader, day, batch) => {
  const digests = await batch.once('digests', () => listDigests(db, day, batch.readers))
  const digest = digests.get(reader.person?.id ?? 0)
  const mine = await communitiesOf(db, reader, batch)
  if (!digest || mine.length === 0) return null

  const issue = issueOf(digest, digests, batch)
  const known = new Set(mine.map(({ id }) => id))
  const parts = (await gatherParts(db, reader, issue)).filter(({ community_id }) => known.has(community_id))
  if (parts.every(({ isAside }) => isAside)) return null
  return writeDigest({ parts, communities: mine, day: dayOf(day), addresses: addressesOf(digest, day) })
})

/** Those that she has in her digest and is a member of now. */
async function communitiesOf(db: Db, { person }: Viewer, { readers, once }: Batch): Promise<Community[]> {
  const sources = await once('sources', () => listSources(db, readers))
  const all = await once(`communities in ${currentLanguage()}`, () => listCommunities(db))
  const mine = sources.filter(({ person_id }) => person_id === person?.id).map(({ community_id }) => community_id)
  return all.filter(({ id }) => mine.includes(id))
}

/** Where the links of one digest lead, each made for its reader alone. */
function addressesOf({ person_id, epoch }: DigestRow, day: number) {
  const { BASE_URL } = config()
  return {
    today: `${BASE_URL}/today`,
    settings: (slug?: string) => `${BASE_URL}/me/mail${slug ? `/${slug}` : ''}`,
    answer: (code: number, about: Id) => `mailto:${replyAddress({ person_id, receiver: code, about, epoch })}`,
    stop: { ...stopLink(person_id, digestAddress.code), to: digestAddress, about: day },
    replies: { to: digestAddress, about: day },
  }
}

export type Addresses = ReturnType<typeof addressesOf>
