import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, form, readForm, router } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { changeSession, guarded, guardedName } from '../sessions/cookie.ts'
import { openSession } from '../sessions/sessions.ts'
import { localPath } from '../sign-in/next.ts'
import { ensureNetworkWithinRate } from '../sign-in/rate.ts'
import { SignInPage } from '../sign-in/views.tsx'
import { answerTry } from './answering.ts'
import { unlink } from './linking.ts'
import { providerName } from './provider.ts'
import { newBrowserToken, startTry, takeTry } from './tries.ts'

const chosenForm = form({ identity_id: z.coerce.number().int() })

/** A link leads there, since browsers send no form to another site under our policy. */
export const providerRoutes = router()
  .get('/sign-in/provider', allow('anyone'), async (c) => {
    if (!providerName()) throw new NotFound()
    const next = localPath(c.req.query('next'))
    if (isFromElsewhere(c)) return c.html(<SignInPage next={next ?? undefined} />)
    return orDoor(c, next, async () => {
      await ensureNetworkWithinRate(c.var.db, c.var.ip)
      const browser = providerBrowser(c) ?? newBrowserToken()
      const address = await startTry(c.var.db, { browser, next })
      setCookie(c, cookieName(), browser, { ...guarded(), maxAge: 1800 })
      return c.redirect(address.href, 303)
    })
  })

  .get('/sign-in/provider/answer', allow('anyone'), async (c) => {
    if (!providerName()) throw new NotFound()
    const [state, browser] = [c.req.query('state') ?? '', providerBrowser(c) ?? '']
    return orDoor(c, null, async () => {
      await ensureNetworkWithinRate(c.var.db, c.var.ip)
      const taken = await takeTry(c.var.db, { state, browser })
      if (!taken) throw new Refused(t('This way in was begun elsewhere, or too long ago. Begin again.'))
      const { search } = new URL(c.req.url)
      const answer = await answerTry(c.var.db, taken, { search, ip: c.var.ip })
      if ('code' in answer) return c.redirect(`/sign-in/${answer.code}`, 303)
      await enter(c, answer.person_id)
      return c.redirect(taken.next ?? '/today', 303)
    })
  })

  .post('/me/sign-in/identity/removal', allow('person'), async (c) => {
    const read = await readForm(c, chosenForm)
    if (!read.ok) throw new NotFound()

    await unlink(c.var.db, c.var.viewer, read.values.identity_id, read.values.once)
    return c.redirect('/me/sign-in?removed', 303)
  })

/** What binds a try to this browser. */
export function providerBrowser(c: Ctx): string | undefined {
  return getCookie(c, cookieName())
}

const cookieName = () => guardedName('copse-provider')

/** Nobody is signed in by a page of another site. */
function isFromElsewhere(c: Ctx): boolean {
  return ['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '')
}

/** One factor, whatever the provider asked for: who keeps the network still gives her second factor here. */
async function enter(c: Ctx, person_id: number) {
  const { db, ip } = c.var
  await changeSession(c, await openSession(db, person_id, c.req.header('user-agent') ?? null, { ip }))
}

async function orDoor(c: Ctx, next: string | null, act: () => Promise<Response>) {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return c.html(<SignInPage next={next ?? undefined} providerProblem={error.message} />, 422)
  }
}
