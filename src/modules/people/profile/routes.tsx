import { allow, router } from '../../../platform/http.ts'
import { listPanels } from '../../../platform/panels.ts'
import { describeAddresses } from '../addresses/reads.ts'
import { renderTies } from '../connections/ties.tsx'
import { findMe } from '../reads.ts'
import { OverviewPage } from './overview.tsx'
import { languageSection, motiveSection, sharingSection } from './own-sections.tsx'
import { PersonPage } from './person-page.tsx'
import { findProfile } from './profile.ts'
import { cohortSection, nameSection, serviceSection, topicSection } from './sections.tsx'
import { postingSection, workSection } from './work-sections.tsx'

/** In the order of the overview; a new posting is reached from where she works. */
const sections = [
  ...[nameSection, workSection, serviceSection, topicSection, cohortSection],
  ...[languageSection, sharingSection, motiveSection],
]

export const profileRoutes = router()

profileRoutes.get('/me', allow('person'), async (c) => {
  const { db, viewer } = c.var
  const person = await findMe(db, viewer)
  const lines = await Promise.all(
    sections.map(async ({ path, title, inWords }) => ({ path, title: title(), line: await inWords(db, person) })),
  )
  return c.html(<OverviewPage person={person} lines={lines} addresses={await describeAddresses(db, person.id)} />)
})

profileRoutes.get('/people/:key', allow('member'), async (c) => {
  const { db, viewer } = c.var
  const profile = await findProfile(db, viewer, c.req.param('key'))
  const { id } = profile.person
  return c.html(
    <PersonPage
      profile={profile}
      isMe={viewer.person?.id === id}
      ties={await renderTies(db, viewer, profile.person)}
      panels={await listPanels('person', db, viewer, id)}
    />,
  )
})

for (const { path, show, save } of [...sections, postingSection]) {
  profileRoutes.get(path, allow('person'), show).post(path, allow('person'), save)
}
