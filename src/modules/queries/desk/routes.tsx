import { longDate } from '../../../platform/dates.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, readForm, readOnce, router, type Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { renderMarkdown } from '../../../platform/markdown.ts'
import { workingDay } from '../../communities/index.ts'
import { listNames, listTopics } from '../../people/index.ts'
import { type AtPath, findAtPath, findForDesk } from '../at-path.ts'
import { may } from '../policy.ts'
import { type Query, queryPath } from '../query.ts'
import { listQueryTopics } from '../reads.ts'
import { gatheringDays } from '../responses/index.ts'
import { AgreementPage, ArchivePage, WithdrawPage } from './asker-views.tsx'
import { submitDraft } from './asking.ts'
import { acceptArchive, declineQuery, offerArchive, redirectQuery, refuseArchive, withdrawQuery } from './exits.ts'
import { agreementForm, archiveAnswerForm, archiveOfferForm, reasonForm, shapeForm, withdrawalForm } from './forms.ts'
import { soonestReplyBy } from './posting.ts'
import { findShape } from './reads.ts'
import { ShapePage } from './shape-views.tsx'
import { agree, askForChanges, Stale, shape } from './shaping.ts'
import { findReply, listSimilar } from './similar.ts'
import { wordingAsMarkdown } from './wording.ts'

type Wrong = { problems: Record<string, string>; typed: Typed }
type Failed = Wrong & { stale?: boolean; redirect?: Wrong; decline?: Wrong }

/** Below `/communities/:community/queries/:key`. */
export const routes = router()
  .post('/submission', allow('asker'), async (c) => {
    const { community, query } = await findAtPath(c)
    const sent = await submitDraft(c.var.db, c.var.viewer, query, await readOnce(c))
    return c.redirect(sent ? `${queryPath(community, query)}?asked` : `/communities/${community.slug}/queries/new`, 303)
  })

  .get('/shape', allow('desk'), async (c) => shapePage(c, await findForDesk(c)))

  .post('/shape', allow('desk'), async (c) => {
    const both = await findForDesk(c)
    const read = await readForm(c, shapeForm)
    if (!read.ok) return shapePage(c, both, read)

    const { question_1, question_2, question_3, place, ...values } = read.values
    const sub_questions = [question_1, question_2, question_3].filter(Boolean)
    const soonest = await soonestReplyBy(c.var.db, both.community, values.urgency)
    if (values.reply_by && values.reply_by < soonest) {
      const problems = { reply_by: t('Choose a later day, {date} at the soonest', { date: longDate(soonest) }) }
      return shapePage(c, both, { problems, typed: read.typed })
    }
    try {
      await shape(c.var.db, c.var.viewer, both.query, { ...values, sub_questions, place: place || null })
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      const { version: _old, ...typed } = read.typed
      return shapePage(c, await findForDesk(c), { problems: {}, typed, stale: true })
    }
    return c.redirect(`/communities/${both.community.slug}/desk?shaped`, 303)
  })

  .get('/agreement', allow('asker'), async (c) => agreementPage(c))

  .post('/agreement', allow('asker'), async (c) => {
    const { community, query } = await findAtPath(c)
    const read = await readForm(c, agreementForm)
    if (!read.ok) return agreementPage(c, read)

    const { answer, ...said } = read.values
    if (answer === 'changes' && !said.words)
      return agreementPage(c, { problems: { words: t('Write what should change') }, typed: read.typed })
    const agrees = answer === 'ok' && !said.words
    try {
      await (agrees ? agree : askForChanges)(c.var.db, c.var.viewer, query, said)
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      const { round: _read, ...typed } = read.typed
      return agreementPage(c, { problems: {}, typed, stale: true })
    }
    return c.redirect(`${queryPath(community, query)}?${agrees ? 'agreed' : 'changes'}`, 303)
  })

  .get('/withdrawal', allow('asker'), async (c) => {
    const both = await findAtPath(c)
    if (!may.withdraw(c.var.viewer, both.query)) throw new NotFound()
    return c.html(<WithdrawPage {...both} />)
  })

  .post('/withdrawal', allow('asker'), async (c) => {
    const { community, query } = await findAtPath(c)
    const read = await readForm(c, withdrawalForm)
    if (!read.ok)
      return c.html(<WithdrawPage {...{ community, query, problems: read.problems, values: read.typed }} />, 422)

    await withdrawQuery(c.var.db, c.var.viewer, query, read.values)
    return c.redirect(`${queryPath(community, query)}?withdrawn`, 303)
  })

  .post('/refusal', allow('desk'), async (c) => {
    const both = await findForDesk(c)
    const read = await readForm(c, reasonForm)
    if (!read.ok) return shapePage(c, both, { problems: {}, typed: {}, decline: read })

    await declineQuery(c.var.db, c.var.viewer, both.query, read.values)
    return c.redirect(`/communities/${both.community.slug}/desk?saved`, 303)
  })

  .post('/redirection', allow('desk'), async (c) => {
    const both = await findForDesk(c)
    const read = await readForm(c, reasonForm)
    if (!read.ok) return shapePage(c, both, { problems: {}, typed: {}, redirect: read })

    await redirectQuery(c.var.db, c.var.viewer, both.query, read.values)
    return c.redirect(`/communities/${both.community.slug}/desk?saved`, 303)
  })

  .post('/archive-offer', allow('desk'), async (c) => {
    const { community, query } = await findForDesk(c)
    const read = await readForm(c, archiveOfferForm)
    if (!read.ok) throw new NotFound()

    await offerArchive(c.var.db, c.var.viewer, query, read.values)
    return c.redirect(`/communities/${community.slug}/desk?sent`, 303)
  })

  .get('/archive', allow('asker'), async (c) => {
    const both = await findAtPath(c)
    if (!may.acceptArchive(c.var.viewer, both.query)) throw new NotFound()
    return c.html(<ArchivePage {...both} item={await findOffered(c, both.query)} />)
  })

  .post('/archive', allow('asker'), async (c) => {
    const { community, query } = await findAtPath(c)
    const read = await readForm(c, archiveAnswerForm)
    if (!read.ok)
      return c.html(
        <ArchivePage community={community} query={query} item={await findOffered(c, query)} problems={read.problems} />,
        422,
      )

    const { answer, once } = read.values
    if (answer === 'yes') await acceptArchive(c.var.db, c.var.viewer, query, { item_id: query.item_id, once })
    else await refuseArchive(c.var.db, c.var.viewer, query, once)
    return c.redirect(`${queryPath(community, query)}?saved`, 303)
  })

async function shapePage(c: Ctx, { community, query }: AtPath, failed?: Failed) {
  const { db, viewer } = c.var
  if (!may.shape(viewer, query)) throw new NotFound()
  const names = await listNames(db, [query.asker_id, query.claimed_by ?? 0])
  const own = query.claimed_by === viewer.person?.id
  const shaped = await findShape(db, query.id)
  const page = (
    <ShapePage
      community={community}
      query={query}
      asker={names.get(query.asker_id)?.name ?? ''}
      claimedBy={query.claimed_by && !own ? (names.get(query.claimed_by)?.name ?? null) : null}
      said={shaped?.answer === 'changes' ? shaped : null}
      similar={await listSimilar(db, viewer, `${query.title}\n${query.asked_text}`)}
      topics={await listTopics(db)}
      chosen={(await listQueryTopics(db, query.id)).map(({ id }) => id)}
      reply_by={await workingDay(db, community, gatheringDays[query.urgency])}
      stale={failed?.stale}
      mayEnd={may.decline(viewer, query)}
      redirect={failed?.redirect}
      decline={failed?.decline}
      problems={failed?.problems}
      values={failed?.typed}
    />
  )
  return c.html(page, statusOf(failed))
}

async function agreementPage(c: Ctx, failed?: Failed) {
  const both = await findAtPath(c)
  if (!may.agree(c.var.viewer, both.query)) throw new NotFound()
  const shaped = await findShape(c.var.db, both.query.id)
  const wording = renderMarkdown(wordingAsMarkdown(both.query)).html
  return c.html(
    <AgreementPage
      {...both}
      note={shaped?.note ?? ''}
      wording={wording}
      round={shaped?.version ?? 0}
      stale={failed?.stale}
      problems={failed?.problems}
      values={failed?.typed}
    />,
    statusOf(failed),
  )
}

function statusOf(failed?: Failed) {
  if (!failed) return 200
  return failed.stale ? 409 : 422
}

/** What the desk has offered, if it is still there to be read. */
async function findOffered(c: Ctx, { item_id }: Query) {
  if (!item_id) return null
  return findReply(c.var.db, c.var.viewer, item_id).catch((error) => {
    if (error instanceof NotFound) return null
    throw error
  })
}
