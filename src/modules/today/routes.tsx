import { allow, router } from '../../platform/http.ts'
import { findNetwork, listCommunities } from '../communities/index.ts'
import { listNeeds, listNews } from './needs.ts'
import { HomePage, TodayPage, UnplantedPage } from './views.tsx'

export const routes = router()
  .get('/', allow('anyone'), async (c) => {
    const { db, viewer } = c.var
    if (viewer.person) return c.redirect('/today', 303)

    const network = await findNetwork(db)
    if (!network) return c.html(<UnplantedPage />)
    return c.html(<HomePage network={network} communities={await listCommunities(db)} />)
  })

  .get('/today', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const mine = new Set(viewer.memberships.map((membership) => membership.community_id))
    const communities = (await listCommunities(db)).filter((community) => mine.has(community.id))
    const page = (
      <TodayPage
        name={viewer.person?.name ?? ''}
        needs={await listNeeds(db, viewer)}
        news={await listNews(db, viewer)}
        communities={communities}
      />
    )
    return c.html(page)
  })
