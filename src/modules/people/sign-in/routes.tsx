import { Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, readForm, router } from '../../../platform/http.ts'
import { providerBrowser } from '../provider/routes.tsx'
import { changeSession, leaveSession } from '../sessions/cookie.ts'
import { codeForm, signInForm } from './forms.ts'
import { localPath } from './next.ts'
import { findSignIn, finishSignIn, type Proof, startSignIn } from './sign-in.ts'
import { CodePage, LinkPage, SignInPage } from './views.tsx'

export const signInRoutes = router()
  .get('/sign-in', allow('anyone'), (c) => {
    return c.html(<SignInPage next={c.req.query('next')} />)
  })

  .post('/sign-in', allow('anyone'), async (c) => {
    const form = await readForm(c, signInForm)
    if (!form.ok) {
      const next = localPath(String(form.typed.next ?? '')) ?? undefined
      return c.html(<SignInPage next={next} problems={form.problems} values={form.typed} />, 422)
    }

    const { address, next } = form.values
    const key = await startSignIn(c.var.db, { address, next: localPath(next), ip: c.var.ip })
    return c.redirect(`/sign-in/${key}`, 303)
  })

  .get('/sign-in/:key', allow('anyone'), async (c) => {
    const { key, address } = await findSignIn(c.var.db, c.req.param('key'))
    return c.html(<CodePage at={key} address={address} />)
  })

  .post('/sign-in/:key', allow('anyone'), async (c) => {
    const { key, address } = await findSignIn(c.var.db, c.req.param('key'))
    const form = await readForm(c, codeForm)
    if (!form.ok) return c.html(<CodePage at={key} address={address} problems={form.problems} />, 422)

    return enter(c, key, form.values, (sentence) =>
      c.html(<CodePage at={key} address={address} problems={{ code: sentence }} />, 422),
    )
  })

  .get('/sign-in/:key/:token', allow('anyone'), async (c) => {
    const { key, address } = await findSignIn(c.var.db, c.req.param('key'))
    return c.html(<LinkPage at={key} token={c.req.param('token')} address={address} />)
  })

  .post('/sign-in/:key/:token', allow('anyone'), async (c) => {
    const { key, token } = c.req.param()
    return enter(c, key, { token }, (sentence) => c.html(<SignInPage problems={{ '': sentence }} />, 422))
  })

  .post('/sign-out', allow('person'), async (c) => {
    await leaveSession(c)
    c.header('Clear-Site-Data', '"storage"')
    return c.redirect('/', 303)
  })

async function enter(c: Ctx, key: string, proof: Proof, refuse: (sentence: string) => Response | Promise<Response>) {
  try {
    const agent = c.req.header('user-agent') ?? null
    const { token, next } = await finishSignIn(c.var.db, key, proof, {
      ip: c.var.ip,
      user_agent: agent,
      browser: providerBrowser(c),
    })
    await changeSession(c, token)
    return c.redirect(next ?? '/today', 303)
  } catch (error) {
    if (error instanceof Refused) return refuse(error.message)
    throw error
  }
}
