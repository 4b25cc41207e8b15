import type { Db } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { findPeopleByAddress, invitePerson } from '../../people/index.ts'
import { inviteKnown } from '../invitations/actions.ts'
import { findCommunityById } from '../reads.ts'
import { each, type Worked, type Working } from './each.ts'
import type { Batch } from './reads.ts'
import { listStandings } from './standing.ts'

/** Invites each who is not here by now; the letters and reminders are those of a single invitation. */
export async function inviteLines(tx: Db, viewer: Viewer, batch: Batch, lines: Working[]): Promise<Worked[]> {
  const community = await findCommunityById(tx, batch.community_id)
  const people = await findPeopleByAddress(
    tx,
    lines.map(({ address }) => address),
  )
  const known = (one: Working) => one.person_id ?? people.get(one.address)?.person_id
  const standings = await listStandings(
    tx,
    community.id,
    lines.flatMap((one) => known(one) ?? []),
  )
  return each(tx, lines, async (one) => {
    const { line, name, address, fields } = one
    const stands = standings.get(known(one) ?? 0)
    if (stands) return { line, state: stands === 'said-no' ? 'refused' : 'known', trouble: stands }
    const language = fields.language ?? community.language
    const person_id = known(one) ?? (await invitePerson(tx, { name, address, language }))
    await inviteKnown(tx, viewer, community, { person_id, by_id: batch.by_id, why: batch.why })
    return { line, state: 'worked', person_id }
  })
}
