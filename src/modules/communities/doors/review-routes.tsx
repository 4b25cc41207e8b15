import { z } from 'zod'
import { csv, giveCsv } from '../../../platform/csv.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, router, type Typed } from '../../../platform/http.ts'
import { pick, t } from '../../../platform/i18n.ts'
import { may } from '../policy.ts'
import { type Community, findCommunity } from '../reads.ts'
import { decideApplication } from './deciding.ts'
import { decisionForm, questionsForm } from './forms.ts'
import { listQuestions, questionFields, setQuestions } from './questions.ts'
import { type Applied, findApplicationIn, listApplications } from './reads.ts'
import { ApplicationPage, ApplicationsPage, QuestionsPage } from './review-views.tsx'

const A_PAGE = 30
const MOST_IN_A_FILE = 20_000
type Tried = { problems: Problems; typed: Typed }

export const reviewRoutes = router()
  .get('/communities/:community/applications', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    const page = z.coerce.number().int().min(1).max(10_000).catch(1).parse(c.req.query('page'))
    const found = await listApplications(c.var.db, community, { page, size: A_PAGE })
    const shown = found.slice(0, A_PAGE)
    return c.html(<ApplicationsPage {...{ community, page }} applications={shown} hasMore={found.length > A_PAGE} />)
  })

  .get('/communities/:community/applications.csv', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    const all = await listApplications(c.var.db, community, { page: 1, size: MOST_IN_A_FILE })
    return giveCsv(c, `${community.slug}-requests.csv`, csv(asRows(all)))
  })

  .get('/communities/:community/applications/:key', allow('coordinator'), (c) => applicationPage(c))

  .post('/communities/:community/applications/:key', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    const application = await findApplicationIn(c.var.db, community, c.req.param('key'))
    const read = await readForm(c, decisionForm)
    if (!read.ok) return applicationPage(c, read)

    const outcome = await decideApplication(c.var.db, c.var.viewer, application, read.values)
    return c.redirect(`/communities/${community.slug}/applications?${outcome}`, 303)
  })

  .get('/communities/:community/questions', allow('coordinator'), (c) => questionsPage(c))

  .post('/communities/:community/questions', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    const read = await readForm(c, questionsForm)
    if (!read.ok) return questionsPage(c, read)

    const said = read.values as Record<string, string | undefined>
    const questions = questionFields
      .map((at) => ({ words: said[`question-${at}`] ?? '', required: said[`needed-${at}`] === 'yes' }))
      .filter(({ words }) => words !== '')
    await setQuestions(c.var.db, c.var.viewer, community, { questions, once: read.values.once as string | undefined })
    return c.redirect(`/communities/${community.slug}/questions?saved`, 303)
  })

/** For those who look after the community; for anybody else it is not there. */
export async function keptCommunity(c: Ctx): Promise<Community> {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  if (!may.keep(c.var.viewer, community.id)) throw new NotFound()
  return community
}

async function applicationPage(c: Ctx, tried?: Tried) {
  const community = await keptCommunity(c)
  const application = await findApplicationIn(c.var.db, community, c.req.param('key') ?? '')
  return c.html(<ApplicationPage {...{ community, application, tried }} />, tried ? 422 : 200)
}

async function questionsPage(c: Ctx, tried?: Tried) {
  const community = await keptCommunity(c)
  const questions = (await listQuestions(c.var.db, community.id)).map(({ words, required }) => ({
    words: pick(words, community.language),
    required,
  }))
  return c.html(<QuestionsPage {...{ community, questions, tried }} />, tried ? 422 : 200)
}

/** One column for each question that was ever asked, in the words it had. */
function asRows(all: Applied[]): (string | null)[][] {
  const questions = [...new Set(all.flatMap(({ answers }) => answers.map(({ question }) => question)))]
  const head = [t('Name'), t('Organisation'), t('Class'), t('Asked'), t('Decision'), t('Decided'), t('By'), t('Note')]
  const rows = all.map((one) => [
    ...[
      one.name,
      one.organisation,
      one.class,
      one.at.toISOString(),
      one.decision,
      one.decided_at?.toISOString() ?? null,
    ],
    ...[one.decided_by, one.note],
    ...questions.map((question) => one.answers.find((said) => said.question === question)?.answer ?? null),
  ])
  return [[...head, ...questions], ...rows]
}
