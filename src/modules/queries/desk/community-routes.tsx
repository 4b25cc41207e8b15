import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, readForm, readOnce, router, type Typed } from '../../../platform/http.ts'
import { findCommunity, isCoordinator } from '../../communities/index.ts'
import { may } from '../policy.ts'
import { answeredBySimilar } from './answered.ts'
import { AnsweredPage, AskPage, SimilarReplies } from './ask-views.tsx'
import { ask, findOpen, listDrafts } from './asking.ts'
import { DeskPage } from './desk-view.tsx'
import { askForm } from './forms.ts'
import { listQueue } from './posting.ts'
import { countHeld, listDesk } from './reads.ts'
import { findReply, listSimilar } from './similar.ts'

/** Below `/communities/:community`: asking, and the desk. */
export const communityRoutes = router()
  .get('/desk', allow('desk'), async (c) => {
    const { db, viewer } = c.var
    const community = await findCommunity(db, c.req.param('community') ?? '')
    if (!may.seeDesk(viewer, community.id)) throw new NotFound()

    const [rows, queue, held] = [
      await listDesk(db, community.id),
      await listQueue(db, community),
      await countHeld(db, community.id),
    ]
    const mayModerate = isCoordinator(viewer, community.id)
    return c.html(<DeskPage community={community} rows={rows} queue={queue} held={held} mayModerate={mayModerate} />)
  })

  .get('/queries/new', allow('member'), (c) => askPage(c))

  .post('/queries/new', allow('member'), async (c) => {
    const community = await findToAsk(c)
    const read = await readForm(c, askForm)
    if (!read.ok) return askPage(c, read)

    const { similar, ...asked } = read.values
    if (similar) return askPage(c, { problems: {}, typed: read.typed }, asked.text)
    const { key, state } = await ask(c.var.db, c.var.viewer, community, asked)
    return c.redirect(
      state === 'draft'
        ? `/communities/${community.slug}/queries/new?kept`
        : `/communities/${community.slug}/queries/${key}?asked`,
      303,
    )
  })

  .get('/queries/similar', allow('member'), async (c) => {
    const community = await findToAsk(c)
    const similar = await listSimilar(c.var.db, c.var.viewer, c.req.query('q') ?? '')
    return c.html(<SimilarReplies similar={similar} base={`/communities/${community.slug}/queries`} />)
  })

  .get('/queries/answered/:item', allow('member'), async (c) => {
    const community = await findToAsk(c)
    const { title, item_id } = await findReply(c.var.db, c.var.viewer, Number(c.req.param('item')))
    return c.html(<AnsweredPage community={community} title={title} item_id={item_id} />)
  })

  .post('/queries/answered/:item', allow('member'), async (c) => {
    const community = await findToAsk(c)
    const reply = await findReply(c.var.db, c.var.viewer, Number(c.req.param('item')))
    const once = await readOnce(c)
    await answeredBySimilar(c.var.db, c.var.viewer, community, { item_id: reply.item_id, once })
    return c.redirect(`${reply.href}?helped`, 303)
  })

async function findToAsk(c: Ctx) {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  if (!may.ask(c.var.viewer, community)) throw new NotFound()
  return community
}

async function askPage(c: Ctx, failed?: { problems: Record<string, string>; typed: Typed }, text = '') {
  const { db, viewer } = c.var
  const community = await findToAsk(c)
  const page = (
    <AskPage
      community={community}
      open={await findOpen(db, viewer.person?.id ?? 0, community.id)}
      drafts={await listDrafts(db, viewer, community.id)}
      similar={await listSimilar(db, viewer, text)}
      problems={failed?.problems}
      values={failed?.typed}
    />
  )
  return c.html(page, failed && !text ? 422 : 200)
}
