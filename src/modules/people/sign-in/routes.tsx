import { deleteCookie, setCookie } from 'hono/cookie'
import { config } from '../../../platform/config.ts'
import { Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, readForm, router } from '../../../platform/http.ts'
import { codeForm, signInForm } from './forms.ts'
import { endSession, findSignIn, finishSignIn, type Proof, startSignIn } from './sign-in.ts'
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
    if (c.var.viewer.session_id) await endSession(c.var.db, c.var.viewer.session_id)
    c.header('Clear-Site-Data', '"storage"')
    deleteCookie(c, sessionCookie(), { path: '/', secure: isSecure() })
    return c.redirect('/', 303)
  })

async function enter(c: Ctx, key: string, proof: Proof, refuse: (sentence: string) => Response | Promise<Response>) {
  try {
    const agent = c.req.header('user-agent') ?? null
    const { token, next } = await finishSignIn(c.var.db, key, proof, { ip: c.var.ip, user_agent: agent })
    giveSession(c, token)
    return c.redirect(next ?? '/today', 303)
  } catch (error) {
    if (error instanceof Refused) return refuse(error.message)
    throw error
  }
}

/** Given once, at signing in; no other answer sets it again. */
export function giveSession(c: Ctx, token: string) {
  setCookie(c, sessionCookie(), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(),
    maxAge: 60 * 24 * 3600,
  })
}

/** The `__Host-` prefix needs https; on a plain http address the same cookie goes without it. */
export function sessionCookie(): string {
  return isSecure() ? '__Host-copse' : 'copse'
}

function isSecure() {
  return config().BASE_URL.startsWith('https:')
}

/** Only a path of our own; anything else could lead a person elsewhere after signing in. */
function localPath(next: string | undefined): string | null {
  return next && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : null
}
