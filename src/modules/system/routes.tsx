import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, readOnce, router } from '../../platform/http.ts'
import { dropMail, retryMail } from './actions.ts'
import { may } from './policy.ts'
import { findInstance, findKept, listGivenUp, listKept, listOutgoing } from './reads.ts'
import { findSafety, letSend } from './safety.ts'
import { SystemPage } from './views.tsx'

export const routes = router()
  .get('/', allow('administrator'), async (c) => {
    const { db } = keeping(c)
    const page = (
      <SystemPage
        instance={await findInstance(db)}
        safety={await findSafety(db)}
        outgoing={await listOutgoing(db)}
        kept={await listKept(db)}
        givenUp={await listGivenUp(db)}
      />
    )
    return c.html(page)
  })

  .post('/waking', allow('administrator'), async (c) => {
    const { db, viewer } = keeping(c)
    const woken = await letSend(db, viewer, await readOnce(c))
    return c.redirect(`/network/system?${woken ? 'woken' : 'settled'}`, 303)
  })

  .post('/mail/:key/retry', allow('administrator'), (c) => settle(c, retryMail))

  .post('/mail/:key/drop', allow('administrator'), (c) => settle(c, dropMail))

/** For anybody but the administrator there is no such page. */
function keeping(c: Ctx) {
  if (!may.keep(c.var.viewer)) throw new NotFound()
  return c.var
}

async function settle(c: Ctx, act: typeof dropMail) {
  const { db, viewer } = keeping(c)
  const kept = await findKept(db, c.req.param('key') ?? '')
  const outcome = await act(db, viewer, kept, await readOnce(c))
  return c.redirect(`/network/system?${outcome === 'settled' ? 'settled' : 'saved'}`, 303)
}
