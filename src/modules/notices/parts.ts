import type { Db, Id } from '../../platform/db.ts'
import type { DigestPart, Module } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'

type Gather = NonNullable<Module['digest']>

let gatherings: Gather[] = []

/** What each module has for a digest, in the order of the modules; set once, when the program is put together. */
export function setDigestParts(all: Gather[]) {
  gatherings = all
}

/** One after another, so that a digest takes one connection however many modules there are. */
export async function gatherParts(db: Db, reader: Viewer, since: Date, until: Date): Promise<DigestPart[]> {
  const parts: DigestPart[] = []
  for (const gather of gatherings) parts.push(...(await gather(db, reader, since, until)))
  return parts
}

/** The communities whose news the reader's digest holds. */
export function digestCommunities(reader: Viewer): Id[] {
  return reader.memberships.filter(({ delivery }) => delivery === 'digest').map(({ community_id }) => community_id)
}

/** Those of which she wants only the queries in her topics. */
export function topicCommunities(reader: Viewer): Id[] {
  return reader.memberships.filter(({ delivery }) => delivery === 'my_topics').map(({ community_id }) => community_id)
}
