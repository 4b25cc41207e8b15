import { allow, router } from '../../platform/http.ts'
import { listCommunityPanels } from './panels.ts'
import { audienceSentence, findCommunity, listCommunities, listStewards } from './reads.ts'
import { isMember } from './viewer.ts'
import { CommunitiesPage, CommunityPage } from './views.tsx'

export const routes = router()
  .get('/communities', allow('anyone'), async (c) => {
    return c.html(<CommunitiesPage communities={await listCommunities(c.var.db)} />)
  })

  .get('/communities/:community', allow('anyone'), async (c) => {
    const { db, viewer } = c.var
    const community = await findCommunity(db, c.req.param('community'))
    if (community.slug !== c.req.param('community')) return c.redirect(`/communities/${community.slug}`, 301)

    const page = (
      <CommunityPage
        community={community}
        stewards={await listStewards(db, community.id)}
        panels={await listCommunityPanels(db, viewer, community.id)}
        isMember={isMember(viewer, community.id)}
        audience={audienceSentence(community)}
      />
    )
    return c.html(page)
  })
