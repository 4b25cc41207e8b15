import { clock } from '../../../platform/clocks.ts'
import { z } from '../../../platform/http.ts'
import { job } from '../../../platform/jobs.ts'
import { regionBegins } from '../regions/jobs.ts'
import { placeByPosting } from './proposing.ts'
import { listWorkingIn } from './working-in.ts'

export const placePerson = job('communities.place', z.object({ id: z.number() }), (db, { id }) =>
  placeByPosting(db, id),
)

/** On the day on which an area comes to another region, all who work there are asked, one after the other. */
export const askOnNewRegion = clock(regionBegins.kind, async (db, area_id) => {
  for (const { id } of await listWorkingIn(db, area_id)) await placeByPosting(db, id)
})
