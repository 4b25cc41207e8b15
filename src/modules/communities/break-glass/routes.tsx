import type { Id } from '../../../platform/db.ts'
import { NotFound, Refused, Unproven } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, readOnce, router, type Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { may } from '../policy.ts'
import { type Community, findCommunity } from '../reads.ts'
import { isAdministrator, isMember } from '../viewer.ts'
import { answerBreakGlass } from './answering.ts'
import { askToRead, noSecond } from './asking.ts'
import { endingBy, endReading } from './ending.ts'
import { answerForm, askForm, pageForm, pairForm } from './forms.ts'
import { NetworkListPage, RoomListPage } from './list-views.tsx'
import { findPeopleCalled, listPairs, nameThePair } from './pair.ts'
import { findBreakGlass, listAll, listOfCommunity, listPages } from './reads.ts'
import { hasSecond } from './seconds.ts'
import { BreakGlassPage } from './views.tsx'

type Tried = { problems: Problems; typed: Typed }
const PER_PAGE = 20

export const breakGlassRoutes = router()
  .get('/communities/:community/break-glass', allow('member'), async (c) => roomPage(c, await roomOf(c)))

  .post('/communities/:community/break-glass', allow('administrator'), async (c) => {
    const community = await roomOf(c)
    const read = await readForm(c, askForm)
    if (!read.ok) return roomPage(c, community, read)
    try {
      const key = await askToRead(c.var.db, c.var.viewer, community, read.values)
      return c.redirect(`/break-glass/${key}?sent`, 303)
    } catch (error) {
      return roomPage(c, community, { problems: { '': sentenceOf(error) }, typed: read.typed })
    }
  })

  .get('/network/break-glass', allow('administrator'), (c) => networkPage(c))

  .post('/network/break-glass/pair', allow('administrator'), async (c) => {
    if (!may.keepNetwork(c.var.viewer)) throw new NotFound()
    const read = await readForm(c, pairForm)
    if (!read.ok) return networkPage(c, read)
    const pair = await resolvePair(c, read.values)
    if ('problems' in pair) return networkPage(c, { problems: pair.problems, typed: read.typed })
    await nameThePair(c.var.db, c.var.viewer, { ...pair, once: read.values.once })
    return c.redirect('/network/break-glass?saved', 303)
  })

  .get('/break-glass/:key', allow('person'), (c) => onePage(c))

  .post('/break-glass/:key/answer', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const glass = await findBreakGlass(db, viewer, c.req.param('key'))
    // An answer is the word of an office: without her second factor it does not count.
    if (viewer.unproven) throw new Unproven()
    const read = await readForm(c, answerForm)
    if (!read.ok) return onePage(c, read)
    await answerBreakGlass(db, viewer, glass, read.values)
    return c.redirect(`/break-glass/${glass.key}?saved`, 303)
  })

  .post('/break-glass/:key/ending', allow('person'), async (c) => {
    const glass = await findBreakGlass(c.var.db, c.var.viewer, c.req.param('key'))
    await endReading(c.var.db, c.var.viewer, glass, await readOnce(c))
    return c.redirect(`/break-glass/${glass.key}?saved`, 303)
  })

/** What cannot be asked stands above the form; a fault stays one. */
function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  throw error
}

/** For its members, who see what there was, and for the administrators, who ask. */
async function roomOf(c: Ctx): Promise<Community> {
  const { db, viewer } = c.var
  const community = await findCommunity(db, c.req.param('community') ?? '')
  if (isMember(viewer, community.id) || isAdministrator(viewer)) return community
  throw viewer.unproven ? new Unproven() : new NotFound()
}

async function roomPage(c: Ctx, community: Community, tried?: Tried) {
  const { db, viewer } = c.var
  const { page } = pageForm.parse(c.req.query())
  const list = await listOfCommunity(db, viewer, community, { page, size: PER_PAGE })
  const asks = !isMember(viewer, community.id)
  const lacking = asks && !(await hasSecond(db, viewer.person?.id ?? 0)) ? noSecond() : undefined
  const paged = { list: list.slice(0, PER_PAGE), page, more: list.length > PER_PAGE }
  return c.html(<RoomListPage {...{ community, paged, asks, lacking, tried }} />, tried ? 422 : 200)
}

async function networkPage(c: Ctx, tried?: Tried) {
  const { db, viewer } = c.var
  if (!may.keepNetwork(viewer)) throw new NotFound()
  const { page } = pageForm.parse(c.req.query())
  const list = await listAll(db, viewer, { page, size: PER_PAGE })
  const paged = { list: list.slice(0, PER_PAGE), page, more: list.length > PER_PAGE }
  const view = <NetworkListPage paged={paged} pairs={await listPairs(db)} tried={tried} />
  return c.html(view, tried ? 422 : 200)
}

async function onePage(c: Ctx, tried?: Tried) {
  const { db, viewer } = c.var
  const glass = await findBreakGlass(db, viewer, c.req.param('key') ?? '')
  const isEnded = !['asked', 'open'].includes(glass.state)
  const page = (
    <BreakGlassPage
      glass={glass}
      pages={await listPages(db, glass)}
      mayAnswer={glass.waits_for_me && glass.state === 'asked'}
      ending={isEnded ? null : endingBy(viewer, glass)}
      isReader={viewer.person?.id === glass.reader_id}
      followsPages={isMember(viewer, glass.community_id)}
      problems={tried?.problems}
    />
  )
  return c.html(page, tried ? 422 : 200)
}

type Resolved = { first_id: Id | null; second_id: Id | null } | { problems: Problems }

/** The two who are meant, or neither; or what is wrong with the words. */
async function resolvePair(c: Ctx, { first, second }: { first: string; second: string }): Promise<Resolved> {
  if (first === '' && second === '') return { first_id: null, second_id: null }
  const problems: Problems = {}
  const ids: (Id | null)[] = []
  for (const [field, words] of Object.entries({ first, second })) {
    const [one, other] = words === '' ? [] : await findPeopleCalled(c.var.db, words)
    if (!one) problems[field] = t('Nobody who is a member anywhere has this name or address')
    else if (other) problems[field] = t('Several members have this name. Write the mail address')
    ids.push(one?.id ?? null)
  }
  if (ids[0] !== null && ids[0] === ids[1]) problems.second ??= t('Name two different people')
  return Object.keys(problems).length > 0 ? { problems } : { first_id: ids[0] ?? null, second_id: ids[1] ?? null }
}
