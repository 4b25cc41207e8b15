import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, readOnce, router, type Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { today } from '../calendar.ts'
import { keptCommunity } from '../doors/review-routes.tsx'
import { memberCommunity } from '../membership/list-routes.tsx'
import { listTiers } from '../network/reads.ts'
import { may } from '../policy.ts'
import { type Community, findCommunity, findCommunityById, findNetwork, listCommunities } from '../reads.ts'
import { isMember } from '../viewer.ts'
import { freeAddress, isAllowedAddress, isFree } from './address.ts'
import { pickUp } from './care.ts'
import { findMyCohort } from './cohort.ts'
import { joinCore } from './core.ts'
import { linkForm, reviewForm, startForm } from './forms.ts'
import { LinksPage, ReviewPage } from './link-views.tsx'
import { linkCommunities, listLinks, unlinkCommunities } from './links.ts'
import { reviewGroup } from './review.ts'
import { listSimilar } from './similar.ts'
import { startGroup } from './starting.ts'
import { suitabilityQuestions } from './types.ts'
import { SimilarGroups, StartPage } from './views.tsx'

type Tried = { problems: Problems; typed: Typed }

export const groupRoutes = router()
  .get('/communities/new', allow('member'), (c) => startPage(c))

  // Asked while the name is being typed; a fragment.
  .get('/communities/similar', allow('member'), async (c) => {
    ensureMayBegin(c)
    return c.html(<SimilarGroups similar={await listSimilar(c.var.db, (c.req.query('q') ?? '').slice(0, 200))} />)
  })

  .post('/communities/new', allow('member'), async (c) => {
    ensureMayBegin(c)
    const read = await readForm(c, startForm)
    if (!read.ok) return startPage(c, read)
    const { values, typed } = read
    const address = values.address || (await freeAddress(c.var.db, values.name))
    const problems = await problemsOf(c, { ...values, address })
    if (problems) return startPage(c, { problems, typed: { ...typed, address: address ?? '' } })

    const cohort = await findMyCohort(c.var.db, c.var.viewer, values.cohort)
    const slug = await startGroup(c.var.db, c.var.viewer, {
      ...values,
      address: address ?? '',
      ends_on: values.ends_on || null,
      parent: await findParent(c, values.parent),
      cohort,
      suitability: values.type === 'practice' ? pickAnswers(values) : null,
    })
    return c.redirect(`/communities/${slug}?${cohort ? 'gathered' : 'started'}`, 303)
  })

  .post('/communities/:community/core', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    await joinCore(c.var.db, c.var.viewer, community, await readOnce(c))
    return c.redirect(`/communities/${community.slug}?saved`, 303)
  })

  .post('/communities/:community/care', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    await pickUp(c.var.db, c.var.viewer, community, await readOnce(c))
    return c.redirect(`/communities/${community.slug}?lookedafter`, 303)
  })

  .get('/communities/:community/review', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    if (!community.ends_on) throw new NotFound()
    return c.html(<ReviewPage community={community} />)
  })

  .post('/communities/:community/review', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    const read = await readForm(c, reviewForm)
    if (!read.ok) return c.html(<ReviewPage community={community} problems={read.problems} />, 422)
    await reviewGroup(c.var.db, c.var.viewer, community, read.values)
    return c.redirect(`/communities/${community.slug}?saved`, 303)
  })

  .get('/communities/:community/links', allow('coordinator'), (c) => linksPage(c))

  .post('/communities/:community/links', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    const read = await readForm(c, linkForm)
    if (!read.ok) return linksPage(c, read)
    const act = read.values.do === 'unlink' ? unlinkCommunities : linkCommunities
    const { kind, once } = read.values
    const to = await findCommunity(c.var.db, read.values.to)
    await act(c.var.db, c.var.viewer, community, { to, kind, once })
    return c.redirect(`/communities/${community.slug}/links?saved`, 303)
  })

function ensureMayBegin({ var: { viewer } }: Ctx) {
  if (!may.begin(viewer)) throw new NotFound()
}

/** A community of the reader's own, or none for one that stands under the network. */
async function findParent(c: Ctx, slug: string): Promise<Community | null> {
  if (!slug) return null
  const parent = await findCommunity(c.var.db, slug)
  if (!isMember(c.var.viewer, parent.id)) throw new NotFound()
  return parent.type === 'network' ? null : parent
}

type Given = { address: string | null; type: string; ends_on: string } & Record<
  string,
  string | string[] | null | undefined
>

/** What a schema cannot know: whether the address is free, the day lies ahead, and the four questions are answered. */
async function problemsOf(c: Ctx, given: Given): Promise<Problems | null> {
  const problems: Problems = {}
  const { address, ends_on } = given
  if (!address) problems.address = t('Write an address in Latin letters')
  else if (!isAllowedAddress(address))
    problems.address = t('Use letters, digits and hyphens; this word cannot be taken')
  else if (!(await isFree(c.var.db, address))) problems.address = t('This address is taken')
  const network = await findNetwork(c.var.db)
  const zone = network && (await findCommunityById(c.var.db, network.id))
  if (ends_on && zone && ends_on <= (await today(c.var.db, zone))) problems.ends_on = t('Choose a day that lies ahead')
  if (given.type === 'practice')
    for (const key of suitabilityQuestions) if (!given[key]) problems[key] = t('Please answer this question')
  return Object.keys(problems).length > 0 ? problems : null
}

function pickAnswers(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(suitabilityQuestions.map((key) => [key, String(values[key] ?? '')]))
}

async function startPage(c: Ctx, tried?: Tried) {
  ensureMayBegin(c)
  const { db, viewer } = c.var
  const name = String(tried?.typed.name ?? '')
  const cohort = await findMyCohort(db, viewer, String(tried?.typed.cohort ?? c.req.query('cohort') ?? ''))
  const parent = c.req.query('parent')
  const { regions } = await listTiers(db)
  const mine = (await listCommunities(db)).filter(({ id }) => isMember(viewer, id))
  const page = (
    <StartPage
      similar={name ? await listSimilar(db, name) : []}
      parents={mine}
      parent={parent}
      regions={regions.filter(({ slug }) => slug !== parent)}
      contact={viewer.person?.name ?? ''}
      cohort={cohort}
      tried={tried}
    />
  )
  return c.html(page, tried ? 422 : 200)
}

async function linksPage(c: Ctx, tried?: Tried) {
  const community = await keptCommunity(c)
  const others = (await listCommunities(c.var.db)).filter(({ id }) => id !== community.id)
  const links = await listLinks(c.var.db, community.id)
  return c.html(<LinksPage {...{ community, others, links, tried }} />, tried ? 422 : 200)
}
