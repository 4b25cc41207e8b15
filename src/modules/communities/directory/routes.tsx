import { z } from 'zod'
import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, form, type Problems, readForm, readOnce, router, type Typed } from '../../../platform/http.ts'
import { listPanels } from '../../../platform/panels.ts'
import { CommunityPage } from '../charter/home-view.tsx'
import { findStanding, mayLookIn } from '../charter/reads.ts'
import { findMyApplication } from '../doors/reads.ts'
import { isQuiet } from '../groups/care.ts'
import { listLinks } from '../groups/links.ts'
import { memberCommunity } from '../membership/list-routes.tsx'
import { may } from '../policy.ts'
import { audienceSentence, type Community, findCommunity, listStewards } from '../reads.ts'
import { hasRole, isMember } from '../viewer.ts'
import { dropElsewhere, listOneElsewhere } from './elsewhere.ts'
import { listDirectory, listElsewhere, listParts } from './reads.ts'
import { CommunitiesPage, ElsewherePage, PartsPage } from './views.tsx'

const filterForm = form({
  q: z.string().trim().max(100).catch(''),
  type: z.string().max(20).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

const elsewhereForm = form({
  name: z
    .string({ error: 'Write its name' })
    .min(1, { error: 'Write its name' })
    .max(120, { error: 'Keep the name under 120 letters' }),
  about: z.string().max(400, { error: 'Keep this under 400 letters' }).default(''),
  link: z
    .string()
    .regex(/^(https?:\/\/|mailto:|tel:)\S+$/, { error: 'Write an address that begins with https://, mailto: or tel:' }),
})

export const directoryRoutes = router()
  .get('/communities', allow('anyone'), async (c) => {
    const { db, viewer } = c.var
    const filter = filterForm.parse(c.req.query())
    const { communities, total } = await listDirectory(db, filter)
    const elsewhere = await listElsewhere(db)
    const page = (
      <CommunitiesPage
        {...{ communities, total, filter, elsewhere }}
        mayBegin={may.begin(viewer)}
        mayKeep={may.keepNetwork(viewer)}
      />
    )
    return c.html(page)
  })

  .get('/communities/elsewhere', allow('administrator'), (c) => elsewherePage(c))

  .post('/communities/elsewhere', allow('administrator'), async (c) => {
    ensureKeeper(c)
    const read = await readForm(c, elsewhereForm)
    if (!read.ok) return elsewherePage(c, read)
    await listOneElsewhere(c.var.db, c.var.viewer, read.values)
    return c.redirect('/communities/elsewhere?saved', 303)
  })

  .post('/communities/elsewhere/:key/removal', allow('administrator'), async (c) => {
    ensureKeeper(c)
    const once = await readOnce(c)
    await dropElsewhere(c.var.db, c.var.viewer, { key: c.req.param('key'), once })
    return c.redirect('/communities/elsewhere?saved', 303)
  })

export const homeRoutes = router()
  .get('/communities/:community', allow('anyone'), async (c) => {
    const community = await findCommunity(c.var.db, c.req.param('community'))
    if (community.slug !== c.req.param('community')) return c.redirect(`/communities/${community.slug}`, 301)
    if (community.type === 'network') return c.redirect('/network', 302)
    return c.html(await homePage(c, community))
  })

  .get('/communities/:community/groups', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    const { db, viewer } = c.var
    const panels = await listPanels('learning', db, viewer, community.id)
    return c.html(<PartsPage community={community} parts={await listParts(db, community.id)} panels={panels} />)
  })

async function homePage(c: Ctx, community: Community) {
  const { db, viewer } = c.var
  const { id } = community
  const isOurs = isMember(viewer, id)
  return (
    <CommunityPage
      community={community}
      stewards={await listStewards(db, id)}
      standing={await findStanding(db, community)}
      links={await listLinks(db, id)}
      panels={await listPanels('community', db, viewer, id)}
      audience={audienceSentence(community)}
      isMember={isOurs}
      mayKeep={may.keep(viewer, id)}
      mayLookIn={!isOurs && (await mayLookIn(db, viewer, community))}
      isQuiet={isOurs && (await isQuiet(db, id))}
      isCore={hasRole(viewer, id, 'core')}
      isWaiting={!isOurs && viewer.person !== null && (await findMyApplication(db, viewer, id)) !== null}
    />
  )
}

function ensureKeeper({ var: { viewer } }: Ctx) {
  if (!may.keepNetwork(viewer)) throw new NotFound()
}

async function elsewherePage(c: Ctx, tried?: { problems: Problems; typed: Typed }) {
  ensureKeeper(c)
  const page = <ElsewherePage elsewhere={await listElsewhere(c.var.db)} tried={tried} />
  return c.html(page, tried ? 422 : 200)
}
