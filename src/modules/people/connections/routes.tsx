import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, readOnce, router, type Typed } from '../../../platform/http.ts'
import { findPerson } from '../reads.ts'
import { answerConnection, askConnection, endConnection } from './actions.ts'
import { answerForm, lineForm } from './forms.ts'
import { findConnection } from './reads.ts'
import { ConnectionPage } from './views.tsx'

export const connectionRoutes = router()
  .get('/people/:key/connection', allow('member'), (c) => connectionPage(c))

  .post('/people/:key/connection', allow('member'), async (c) => {
    const other = await findOther(c)
    const read = await readForm(c, lineForm)
    if (!read.ok) return connectionPage(c, read)

    await askConnection(c.var.db, c.var.viewer, other, read.values)
    return c.redirect(`/people/${other.key}/connection?saved`, 303)
  })

  .post('/people/:key/connection/answer', allow('member'), async (c) => {
    const other = await findOther(c)
    const read = await readForm(c, answerForm)
    if (!read.ok) return connectionPage(c, read)

    await answerConnection(c.var.db, c.var.viewer, other.id, read.values)
    return c.redirect(`/people/${other.key}?saved`, 303)
  })

  .post('/people/:key/connection/removal', allow('member'), async (c) => {
    const other = await findOther(c)
    await endConnection(c.var.db, c.var.viewer, other.id, await readOnce(c))
    return c.redirect(`/people/${other.key}?saved`, 303)
  })

/** Somebody else whom the viewer may know. */
async function findOther(c: Ctx) {
  const other = await findPerson(c.var.db, c.var.viewer, c.req.param('key') ?? '')
  if (other.id === c.var.viewer.person?.id) throw new NotFound()
  return other
}

async function connectionPage(c: Ctx, wrong?: { problems: Problems; typed: Typed }) {
  const other = await findOther(c)
  const connection = await findConnection(c.var.db, c.var.viewer.person?.id ?? 0, other.id)
  const page = (
    <ConnectionPage
      name={other.name}
      at={other.key}
      connection={connection}
      problems={wrong?.problems}
      values={wrong?.typed}
    />
  )
  return c.html(page, wrong ? 422 : 200)
}
