import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, readOnce, router, type Typed } from '../../../platform/http.ts'
import { pick } from '../../../platform/i18n.ts'
import { nobody } from '../../../platform/viewer.ts'
import { changeSession, openSession } from '../../people/index.ts'
import { findContact } from '../membership/contact.ts'
import { findMembership } from '../membership/own.ts'
import { MembershipPage } from '../membership/own-views.tsx'
import { type Community, findCommunity, findCommunityById, findNetwork } from '../reads.ts'
import { isMember } from '../viewer.ts'
import { askToJoin } from './asking.ts'
import { withdrawApplication } from './deciding.ts'
import { joinForm, strangerFields, strangerForm } from './forms.ts'
import { answerField, listQuestions, type Question } from './questions.ts'
import { type Answer, findApplication, findMyApplication, hasEverAsked, listDeciders } from './reads.ts'
import { askAsStranger, proveApplication } from './stranger.ts'
import { AskedPage, DoorPage, PendingPage, ProofPage, ProvenPage } from './views.tsx'

type Tried = { problems: Problems; typed: Typed }

export const doorRoutes = router()
  .get('/communities/:community/membership', allow('anyone'), (c) => membershipPage(c))

  .post('/communities/:community/membership', allow('anyone'), async (c) => {
    const community = await findCommunity(c.var.db, c.req.param('community'))
    return c.var.viewer.person ? joinAsPerson(c, community) : joinAsStranger(c, community)
  })

  .post('/communities/:community/membership/withdrawal', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const community = await findCommunity(db, c.req.param('community'))
    const mine = await findMyApplication(db, viewer, community.id)
    if (!mine && !(await hasEverAsked(db, viewer, community.id))) throw new NotFound()
    if (mine) await withdrawApplication(db, viewer, mine, await readOnce(c))
    return c.redirect(`/communities/${community.slug}/membership?withdrawn`, 303)
  })

  // Looking proves nothing, since scanners open links.
  .get('/applications/:key', allow('anyone'), async (c) => {
    const { application, community } = await findToProve(c)
    if (application.proven_at || application.decided_at) return c.html(<ProvenPage community={community} />)
    return c.html(<ProofPage community={community} path={c.req.path} />)
  })

  .post('/applications/:key', allow('anyone'), async (c) => {
    const { application, community } = await findToProve(c)
    const { outcome, isNew } = await proveApplication(c.var.db, nobody('page'), application, await readOnce(c))
    // Whoever was a person here before signs in by her own mail: a letter passed on must not open her account.
    if (isNew)
      await changeSession(c, await openSession(c.var.db, application.person_id, c.req.header('user-agent') ?? null))
    return c.html(<ProvenPage community={community} outcome={outcome} isNew={isNew} />)
  })

/** The letter went to her alone; to anybody who is signed in as somebody else its link opens nothing. */
async function findToProve(c: Ctx) {
  const { db, viewer } = c.var
  const application = await findApplication(db, c.req.param('key') ?? '')
  if (viewer.person && viewer.person.id !== application.person_id) throw new NotFound()
  return { application, community: await findCommunityById(db, application.community_id) }
}

async function joinAsPerson(c: Ctx, community: Community) {
  const { db, viewer } = c.var
  const questions = await questionsOf(c, community)
  const read = await readForm(c, joinForm(questions))
  if (!read.ok) return membershipPage(c, read)

  const { once, class: kind } = read.values as { once: string | undefined; class: 'internal' | 'external' }
  const wish = { class: kind, answers: answersOf(questions, read.values), once }
  const outcome = await askToJoin(db, viewer, community, wish)
  const page = outcome === 'waiting' ? '/membership' : '?joined'
  return c.redirect(`/communities/${community.slug}${page}`, 303)
}

async function joinAsStranger(c: Ctx, community: Community) {
  const questions = await questionsOf(c, community)
  const read = await readForm(c, strangerForm(questions))
  if (!read.ok) return membershipPage(c, read)

  const { once, class: kind } = read.values as { once: string | undefined; class: 'internal' | 'external' }
  const { name, address } = strangerFields.parse(read.typed)
  const wish = { class: kind, answers: answersOf(questions, read.values), once, name, address, ip: c.var.ip }
  await askAsStranger(c.var.db, community, wish)
  return c.html(<AskedPage community={community} address={address} />)
}

/** Only who is looked at first is asked anything. */
async function questionsOf({ var: { db } }: Ctx, { id, joining }: Community): Promise<Question[]> {
  return joining === 'ask' ? listQuestions(db, id) : []
}

/** Kept with the question as she read it. */
function answersOf(questions: Question[], values: object): Answer[] {
  const said = values as Record<string, string>
  return questions.map(({ id, words }) => ({ question: pick(words), answer: said[answerField(id)] ?? '' }))
}

async function membershipPage(c: Ctx, tried?: Tried) {
  const { db, viewer } = c.var
  const community = await findCommunity(db, c.req.param('community') ?? '')
  const mine = isMember(viewer, community.id) ? await findMembership(db, viewer, community.id) : null
  if (mine) return c.html(<MembershipPage community={community} membership={mine} />)
  const application = await findMyApplication(db, viewer, community.id)
  if (application)
    return c.html(<PendingPage {...{ community, application }} deciders={await deciders(c, community)} />)

  const network = await findNetwork(db)
  const page = (
    <DoorPage
      community={community}
      questions={await questionsOf(c, community)}
      deciders={await deciders(c, community)}
      contact={(await findContact(db, community))?.name ?? null}
      network={pick(network?.name)}
      isStranger={!viewer.person}
      tried={tried}
    />
  )
  return c.html(page, tried ? 422 : 200)
}

async function deciders({ var: { db } }: Ctx, { id }: Community): Promise<string[]> {
  return (await listDeciders(db, id)).map(({ name }) => name)
}
