import { Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, readForm, router } from '../../../platform/http.ts'
import { changeSession } from '../sessions/cookie.ts'
import { openSession } from '../sessions/sessions.ts'
import { localPath } from '../sign-in/next.ts'
import { ensureChallengesWithinRate } from '../sign-in/rate.ts'
import { SignInPage } from '../sign-in/views.tsx'
import { signedForm } from './forms.ts'
import { startSigning, verifySigned } from './signing.ts'

/** Signing in with a passkey: whose it is, her device says. */
export const passkeyDoorRoutes = router()
  .post('/sign-in/passkey/challenge', allow('anyone'), async (c) => {
    await ensureChallengesWithinRate(c.var.db, c.var.ip)
    return c.json(await startSigning(c.var.db, null))
  })

  .post('/sign-in/passkey', allow('anyone'), async (c) => {
    const form = await readForm(c, signedForm)
    const next = localPath(String(form.ok ? (form.values.next ?? '') : (form.typed.next ?? '')))
    if (!form.ok) return again(c, next, form.problems.answer ?? '')
    try {
      const { db, ip } = c.var
      const person_id = await verifySigned(db, form.values.answer, { ip })
      const agent = c.req.header('user-agent') ?? null
      // The device itself, and the finger, face or PIN that it asked for, are two factors.
      await changeSession(c, await openSession(db, person_id, agent, { ip, proven: true }))
      return c.redirect(next ?? '/today', 303)
    } catch (error) {
      if (error instanceof Refused) return again(c, next, error.message)
      throw error
    }
  })

function again(c: Ctx, next: string | null, sentence: string) {
  return c.html(<SignInPage next={next ?? undefined} passkeyProblems={{ '': sentence }} />, 422)
}
