import { NotFound } from '../../../platform/errors.ts'
import {
  allow,
  type Ctx,
  form,
  type Problems,
  readForm,
  readOnce,
  router,
  type Typed,
  z,
} from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { findAtPath, findForDesk } from '../at-path.ts'
import { findDraft } from '../compile/pieces.ts'
import { readDraft } from '../compile/reads.ts'
import { may } from '../policy.ts'
import { queryPath } from '../query.ts'
import { itemPathOf } from '../reads.ts'
import { composeReply } from './document.ts'
import { correctReply, publishReply } from './publishing.ts'
import { answerReview, askAsker, takeBack } from './review.ts'
import { AnsweredPage, PreviewPage, PublicationPage, ReviewPage } from './views.tsx'

const reviewForm = form({
  answer: z.enum(['ok', 'changes'], { error: 'Choose OK, or say what should change' }),
  note: z.string().max(5000).default(''),
})

const correctionForm = form({
  because: z
    .string()
    .min(1, { error: 'Say in one line what was changed' })
    .max(300, { error: 'One line is enough: at most 300 letters' }),
})

type Failed = { problems: Problems; typed: Typed }

/** Below `/communities/:community/queries/:key`. */
export const routes = router()
  .get('/preview', allow('desk'), async (c) => {
    const { community, query } = await findForDesk(c)
    return c.html(<PreviewPage community={community} query={query} document={await documentOf(c)} />)
  })

  .post('/review/start', allow('desk'), async (c) => {
    const { community, query } = await findForDesk(c)
    await askAsker(c.var.db, c.var.viewer, query, await readOnce(c))
    return c.redirect(`${queryPath(community, query)}/publication?sent`, 303)
  })

  .get('/review', allow('asker'), (c) => reviewPage(c))

  .post('/review', allow('asker'), async (c) => {
    const { community, query } = await findAtPath(c)
    const read = await readForm(c, reviewForm)
    if (!read.ok) return reviewPage(c, read)
    const { answer, note, once } = read.values
    if (answer === 'changes' && !note) {
      return reviewPage(c, { ...read, problems: { note: t('Write what should change') } })
    }
    await answerReview(c.var.db, c.var.viewer, query, { answer, note, once })
    return c.redirect(`${queryPath(community, query)}/review`, 303)
  })

  .get('/publication', allow('desk'), (c) => publicationPage(c))

  .post('/publication', allow('desk'), async (c) => {
    const { query } = await findForDesk(c)
    const item_id = await publishReply(c.var.db, c.var.viewer, query, await readOnce(c))
    const path = await itemPathOf(c.var.db, { item_id })
    return c.redirect(`${path}?published`, 303)
  })

  .post('/publication/return', allow('desk'), async (c) => {
    const { community, query } = await findForDesk(c)
    await takeBack(c.var.db, c.var.viewer, query, await readOnce(c))
    return c.redirect(`${queryPath(community, query)}/compile`, 303)
  })

  .post('/publication/correction', allow('desk'), async (c) => {
    const { query } = await findForDesk(c)
    const read = await readForm(c, correctionForm)
    if (!read.ok) return publicationPage(c, read)
    const item_id = await correctReply(c.var.db, c.var.viewer, query, read.values)
    return c.redirect(`${await itemPathOf(c.var.db, { item_id })}?saved`, 303)
  })

async function documentOf(c: Ctx) {
  const { db, viewer } = c.var
  const { community, query } = await findAtPath(c)
  const { responses, pieces } = await readDraft(db, viewer, query, community)
  const { document } = await composeReply(db, viewer, { query, community, responses, pieces })
  return document
}

/** The asker's own page; to all others, the desk included, it is not there. */
async function reviewPage(c: Ctx, failed?: Failed) {
  const { db, viewer } = c.var
  const { community, query } = await findAtPath(c)
  if (viewer.person?.id !== query.asker_id) throw new NotFound()
  const draft = await findDraft(db, query.id)
  if (!draft?.review_sent_at) throw new NotFound()
  if (!may.review(viewer, query) || draft.review_answer) {
    return c.html(
      <AnsweredPage community={community} query={query} draft={draft} itemPath={await itemPathOf(db, query, viewer)} />,
    )
  }
  const page = (
    <ReviewPage
      community={community}
      query={query}
      draft={draft}
      document={await documentOf(c)}
      problems={failed?.problems}
      values={failed?.typed}
    />
  )
  return c.html(page, failed ? 422 : 200)
}

async function publicationPage(c: Ctx, failed?: Failed) {
  const { db, viewer } = c.var
  const { community, query } = await findForDesk(c)
  if (!may.publish(viewer, query)) throw new NotFound()
  const { draft, checks, ready } = await readDraft(db, viewer, query, community)
  const page = (
    <PublicationPage
      community={community}
      query={query}
      draft={draft}
      checks={checks}
      ready={ready}
      document={await documentOf(c)}
      itemPath={await itemPathOf(db, query)}
      problems={failed?.problems}
      values={failed?.typed}
    />
  )
  return c.html(page, failed ? 422 : 200)
}
