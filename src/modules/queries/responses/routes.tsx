import { NotFound, Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, readForm, readOnce, router } from '../../../platform/http.ts'
import { holdSecret, readUploads } from '../../conversations/index.ts'
import { listNames, listTopics } from '../../people/index.ts'
import { findAtPath } from '../at-path.ts'
import { may } from '../policy.ts'
import { queryPath } from '../query.ts'
import { queryPage } from '../query-page.tsx'
import { respond } from './actions.ts'
import { extensionForm, nudgeForm, responseForm } from './forms.ts'
import { closeQuery, extendQuery } from './gathering.ts'
import { evidenceInWords } from './letters.ts'
import { type Candidate, listAsked, listCandidates, nudgeMembers } from './nudging.ts'
import { countResponses } from './reads.ts'
import { NudgesPage, type Suggestion } from './views.tsx'

/** Below `/communities/:community/queries/:key`. */
export const routes = router()
  .post('/responses', allow('member'), async (c) => {
    const { community, query } = await findAtPath(c)
    const read = await readForm(c, responseForm)
    if (!read.ok) return queryPage(c, community, query, read)

    const { wish, body, once } = read.values
    try {
      const files = await readUploads(read.files)
      const { undo, number } = await respond(c.var.db, c.var.viewer, query, { body, ...wish, files, once })
      holdSecret(c, undo)
      return c.redirect(`${queryPath(community, query)}?responded${number ? '#responses' : ''}`, 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { query: now } = await findAtPath(c)
      return queryPage(c, community, now, {
        problems: { '': error.message },
        typed: read.typed,
        refused: error.message,
      })
    }
  })

  .get('/nudges', allow('desk'), async (c) => {
    const { db, viewer } = c.var
    const { community, query } = await findAtPath(c)
    if (!may.seeDesk(viewer, community.id)) throw new NotFound()

    const page = (
      <NudgesPage
        community={community}
        query={query}
        suggestions={may.nudge(viewer, query) ? await inWords(c, await listCandidates(db, query)) : []}
        asked={await inWords(c, await listAsked(db, query))}
        zero={(await countResponses(db, query.id)) === 0}
      />
    )
    return c.html(page)
  })

  .post('/nudges', allow('desk'), async (c) => {
    const { community, query } = await findAtPath(c)
    const read = await readForm(c, nudgeForm)
    if (!read.ok) throw new NotFound()

    const { ask, shown, once } = read.values
    await nudgeMembers(c.var.db, c.var.viewer, query, { ask, strike: shown.filter((id) => !ask.includes(id)), once })
    return c.redirect(`${queryPath(community, query)}/nudges?nudged`, 303)
  })

  .post('/extension', allow('desk'), async (c) => {
    const { community, query } = await findAtPath(c)
    const read = await readForm(c, extensionForm)
    if (!read.ok) return queryPage(c, community, query, { ...read, form: 'extension' })

    await extendQuery(c.var.db, c.var.viewer, query, read.values)
    return c.redirect(`${queryPath(community, query)}?extended`, 303)
  })

  .post('/closing', allow('desk'), async (c) => {
    const { community, query } = await findAtPath(c)
    await closeQuery(c.var.db, c.var.viewer, query, await readOnce(c))
    return c.redirect(`${queryPath(community, query)}?closed`, 303)
  })

async function inWords(c: Ctx, candidates: Candidate[]): Promise<Suggestion[]> {
  const names = await listNames(
    c.var.db,
    candidates.map(({ person_id }) => person_id),
  )
  const topics = await listTopics(c.var.db)
  return candidates.flatMap(({ person_id, evidence }) => {
    const name = names.get(person_id)
    return name ? [{ name, reason: evidenceInWords(evidence, topics) }] : []
  })
}
