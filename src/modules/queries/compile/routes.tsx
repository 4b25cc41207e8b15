import { createHash } from 'node:crypto'
import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, form, readForm, readOnce, router } from '../../../platform/http.ts'
import { findForDesk } from '../at-path.ts'
import { queryPath } from '../query.ts'
import { listResponses } from '../responses/reads.ts'
import { type Act, changeDraft } from './actions.ts'
import { consolidationDue } from './due.ts'
import type { Conflict, Typed } from './editing.ts'
import { contentNames, type Section } from './pieces.ts'
import { may } from './policy.ts'
import { readDraft } from './reads.ts'
import { startCompiling } from './skeleton.ts'
import { CompilePage, StartPage } from './views.tsx'

/** Below `/communities/:community/queries/:key`. */
export const routes = router()
  .get('/compile', allow('desk'), async (c) => {
    const { community, query } = await findForDesk(c)
    const path = queryPath(community, query)
    if (query.state === 'in_review') return c.redirect(`${path}/publication`, 303)
    if (query.state === 'closed') return startPage(c)
    if (!may.edit(c.var.viewer, query)) throw new NotFound()
    return compilePage(c, [])
  })

  .post('/compile/start', allow('desk'), async (c) => {
    const { community, query } = await findForDesk(c)
    await startCompiling(c.var.db, c.var.viewer, query, await readOnce(c))
    return c.redirect(`${queryPath(community, query)}/compile`, 303)
  })

  .post('/compile', allow('desk'), async (c) => {
    const { db, viewer } = c.var
    const { community, query } = await findForDesk(c)
    const read = await readForm(c, form({}))
    const typed = read.typed as Typed
    const responses = await listResponses(db, viewer, query)
    const change = { responses, typed, act: actOf(typed), once: onceFor(read.ok ? read.values.once : undefined, typed) }
    const { conflicts, at } = await changeDraft(db, viewer, query, change)
    if (conflicts.length > 0) return compilePage(c, conflicts)
    return c.redirect(`${queryPath(community, query)}/compile#${at}`, 303)
  })

/** A page gone back to may be sent again with other words: that is another change, not the same one twice. */
function onceFor(once: string | undefined, typed: Typed): string | undefined {
  const { csrf, ...words } = typed
  return once && `${once}:${createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 16)}`
}

/** `take` is `<passage>:<target>`; `do` is a word, with what it is about behind a colon. */
function actOf(typed: Typed): Act {
  const [, passage, target] = /^(p\d+-\d+):([\w-]+)$/.exec(String(typed.take ?? '')) ?? []
  if (passage && target) return { do: 'take', passage, target }
  const [word, about = ''] = String(typed.do ?? 'save').split(':')
  if (word === 'up' || word === 'down' || word === 'remove') return { do: word, key: about }
  if (word === 'full') return { do: 'full', number: Number(about) }
  if (word === 'add' && about in contentNames) return { do: 'add', section: about as Section }
  return { do: 'save' }
}

async function startPage(c: Ctx) {
  const { db, viewer } = c.var
  const { community, query } = await findForDesk(c)
  const responses = await listResponses(db, viewer, query)
  const due = await consolidationDue(db, community, query)
  return c.html(<StartPage community={community} query={query} count={responses.length} due={due} />)
}

async function compilePage(c: Ctx, conflicts: Conflict[]) {
  const { db, viewer } = c.var
  const { community, query } = await findForDesk(c)
  const page = (
    <CompilePage
      community={community}
      query={query}
      {...(await readDraft(db, viewer, query, community))}
      due={await consolidationDue(db, community, query)}
      conflicts={conflicts}
    />
  )
  return c.html(page, conflicts.length > 0 ? 409 : 200)
}
