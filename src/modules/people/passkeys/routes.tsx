import { NotFound, Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, router, type Typed } from '../../../platform/http.ts'
import { currentShell } from '../../../ui/shell.ts'
import { ensureMayChangeFactors, mayChangeFactors } from '../fresh-proof/fresh.ts'
import { listIdentities } from '../provider/linking.ts'
import { IdentitySection } from '../provider/views.tsx'
import { findMe } from '../reads.ts'
import { giveSession } from '../sessions/cookie.ts'
import { deviceInWords } from '../sessions/device.ts'
import { justChanged, OthersOut } from '../sessions/others-out.tsx'
import { renewSession } from '../sessions/sessions.ts'
import { localPath } from '../sign-in/next.ts'
import { removePasskey, renamePasskey } from './actions.ts'
import { addPasskey, startAdding } from './adding.ts'
import { addForm, chosenForm, nameForm } from './forms.ts'
import { listPasskeys } from './reads.ts'
import { WaysInPage } from './views.tsx'

/** Her own ways of signing in. */
export const passkeyRoutes = router()
  .get('/me/sign-in', allow('person'), (c) => waysInPage(c))

  .post('/me/sign-in/passkeys/challenge', allow('person'), async (c) => {
    // The script then sends the form as it is, and what stands in it waits while she shows that it is she.
    if (!(await mayChangeFactors(c.var.db, c.var.viewer))) return c.json({ fresh: false }, 403)
    return c.json(await startAdding(c.var.db, c.var.viewer, currentShell().network))
  })

  .post('/me/sign-in/passkeys', allow('person'), async (c) => {
    const form = await readForm(c, addForm)
    if (!form.ok) return askForPasskey(c, form)
    try {
      const { isNew } = await addPasskey(c.var.db, c.var.viewer, form.values)
      if (isNew) await proveByAdding(c)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return waysInPage(c, { problems: { '': error.message }, typed: form.typed })
    }
    return c.redirect(localPath(form.values.next) ?? '/me/sign-in?saved', 303)
  })

  .post('/me/sign-in/passkeys/name', allow('person'), async (c) => {
    const form = await readForm(c, nameForm)
    if (!form.ok) return waysInPage(c, { problems: { '': form.problems.name ?? '' }, typed: {} })

    await renamePasskey(c.var.db, c.var.viewer, form.values)
    return c.redirect('/me/sign-in?saved', 303)
  })

  .post('/me/sign-in/passkeys/removal', allow('person'), async (c) => {
    const form = await readForm(c, chosenForm)
    if (!form.ok) throw new NotFound()

    await removePasskey(c.var.db, c.var.viewer, form.values.passkey_id, form.values.once)
    return c.redirect('/me/sign-in?removed', 303)
  })

/** A device that has just made a key has shown that she sits there; it is her first, or she had proven another. */
async function proveByAdding(c: Ctx) {
  const { db, viewer } = c.var
  if (viewer.unproven && viewer.session_id) giveSession(c, await renewSession(db, viewer.session_id))
}

/** Whoever comes from a fresh proof has done nothing wrong: her device is only asked now. */
async function askForPasskey(c: Ctx, { problems, typed }: { problems: Problems; typed: Typed }) {
  await ensureMayChangeFactors(c.var.db, c.var.viewer)
  const { answer, ...others } = problems
  return waysInPage(c, { problems: typed.proof ? others : withoutName(problems), typed })
}

/** What the device said stands in no field, and is not shown again. */
function withoutName({ answer, ...problems }: Problems): Problems {
  return answer ? { ...problems, '': answer } : problems
}

const pickName = ({ name }: Typed): Typed => (name === undefined ? {} : { name })

async function waysInPage(c: Ctx, form?: { problems: Problems; typed: Typed }) {
  const { db, viewer } = c.var
  const me = await findMe(db, viewer)
  const page = (
    <WaysInPage
      passkeys={await listPasskeys(db, me.id)}
      device={deviceInWords(c.req.header('user-agent') ?? null)}
      problems={form?.problems}
      values={form && pickName(form.typed)}
      first={justChanged(c) && <OthersOut />}
      more={<IdentitySection identities={await listIdentities(db, me.id)} />}
    />
  )
  return c.html(page, Object.keys(form?.problems ?? {}).length > 0 ? 422 : 200)
}
