import { z } from 'zod'
import { ensure } from '../../../platform/action.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allow, form, readForm, router } from '../../../platform/http.ts'
import { listKeepers, resetKeeper } from './keepers.ts'
import { KeepersPage } from './views.tsx'

const chosenForm = form({ person_id: z.coerce.number().int() })

export const keeperRoutes = router()
  .get('/network/administrators', allow('administrator'), async (c) => {
    const { db, viewer } = c.var
    const keepers = await listKeepers(db, viewer)
    return c.html(<KeepersPage keepers={keepers} mine={ensure(viewer.person).id} />)
  })

  .post('/network/administrators/reset', allow('administrator'), async (c) => {
    const read = await readForm(c, chosenForm)
    if (!read.ok) throw new NotFound()

    await resetKeeper(c.var.db, c.var.viewer, read.values.person_id, read.values.once)
    return c.redirect('/network/administrators?saved', 303)
  })
