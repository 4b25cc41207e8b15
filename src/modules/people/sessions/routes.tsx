import { z } from 'zod'
import { ensure } from '../../../platform/action.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allow, form, readForm, readOnce, router } from '../../../platform/http.ts'
import { endOne, endOthers } from './actions.ts'
import { listSessions } from './reads.ts'
import { SessionsPage } from './views.tsx'

const chosenForm = form({ session_id: z.coerce.number().int() })

export const sessionRoutes = router()
  .get('/me/sessions', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const sessions = await listSessions(db, ensure(viewer.person).id)
    return c.html(<SessionsPage sessions={sessions} mine={viewer.session_id} />)
  })

  .post('/me/sessions/ending', allow('person'), async (c) => {
    const read = await readForm(c, chosenForm)
    if (!read.ok) throw new NotFound()

    await endOne(c.var.db, c.var.viewer, read.values.session_id, read.values.once)
    return c.redirect('/me/sessions?ended', 303)
  })

  .post('/me/sessions/others', allow('person'), async (c) => {
    await endOthers(c.var.db, c.var.viewer, await readOnce(c))
    return c.redirect('/me/sessions?ended', 303)
  })
