import { NotFound, Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, router } from '../../../platform/http.ts'
import { currentShell } from '../../../ui/shell.ts'
import { mayChangeFactors } from '../fresh-proof/fresh.ts'
import { signedForm } from '../passkeys/forms.ts'
import { listPasskeys } from '../passkeys/reads.ts'
import { startSigning } from '../passkeys/signing.ts'
import { findMe } from '../reads.ts'
import { giveSession } from '../sessions/cookie.ts'
import { deviceInWords } from '../sessions/device.ts'
import { localPath } from '../sign-in/next.ts'
import { beginApp, confirmApp, makeRecoveryCodes, proveByCode, proveByPasskey, removeApp } from './actions.ts'
import { AppPage, CodesPage } from './app-views.tsx'
import { appForm, nextForm, proofForm } from './forms.ts'
import { pageWith } from './next.ts'
import { countRecoveryCodes } from './recovery-codes.ts'
import { keepsNetwork } from './standing.ts'
import { findTimeCode, secretOf } from './time-codes.ts'
import { OwnProofPage, ProvePage, SetUpPage } from './views.tsx'

const PAGE = '/me/second-factor'

export const secondFactorRoutes = router()
  .get(PAGE, allow('person'), (c) => proofPage(c, c.req.query('next')))

  .post(PAGE, allow('person'), async (c) => {
    const form = await readForm(c, proofForm)
    if (!form.ok) return proofPage(c, String(form.typed.next ?? ''), { code: form.problems })

    const { code, next } = form.values
    return goOn(
      c,
      () => proveByCode(c.var.db, c.var.viewer, { code, ip: c.var.ip }),
      next,
      (sentence) => proofPage(c, next, { code: { code: sentence } }),
    )
  })

  .post(`${PAGE}/passkey/challenge`, allow('person'), async (c) => {
    return c.json(await startSigning(c.var.db, (await findMe(c.var.db, c.var.viewer)).id))
  })

  .post(`${PAGE}/passkey`, allow('person'), async (c) => {
    const form = await readForm(c, signedForm)
    if (!form.ok) return proofPage(c, String(form.typed.next ?? ''), { passkey: { '': form.problems.answer ?? '' } })

    const { answer, next } = form.values
    return goOn(
      c,
      () => proveByPasskey(c.var.db, c.var.viewer, { answer, ip: c.var.ip }),
      next,
      (sentence) => proofPage(c, next, { passkey: { '': sentence } }),
    )
  })

  .get(`${PAGE}/app`, allow('person'), (c) => appPage(c, c.req.query('next')))

  .post(`${PAGE}/app`, allow('person'), async (c) => {
    const form = await readForm(c, nextForm)
    if (!form.ok) throw new NotFound()

    await beginApp(c.var.db, c.var.viewer, form.values.once)
    return c.redirect(pageWith(form.values.next).replace(PAGE, `${PAGE}/app`), 303)
  })

  .post(`${PAGE}/app/confirmation`, allow('person'), async (c) => {
    const form = await readForm(c, appForm)
    if (!form.ok) return appPage(c, String(form.typed.next ?? ''), form.problems)

    const { code, next } = form.values
    return goOn(
      c,
      () => confirmApp(c.var.db, c.var.viewer, { code, ip: c.var.ip }),
      pageWith(next),
      (sentence) => appPage(c, next, { code: sentence }),
    )
  })

  .post(`${PAGE}/app/removal`, allow('person'), async (c) => {
    const form = await readForm(c, nextForm)
    if (!form.ok) throw new NotFound()

    await removeApp(c.var.db, c.var.viewer, form.values.once)
    return c.redirect(`${PAGE}?removed`, 303)
  })

  // Shown in the answer itself, since they are kept nowhere.
  .post(`${PAGE}/codes`, allow('person'), async (c) => {
    const form = await readForm(c, nextForm)
    if (!form.ok) throw new NotFound()

    const codes = await makeRecoveryCodes(c.var.db, c.var.viewer)
    c.header('Cache-Control', 'no-store')
    return c.html(<CodesPage codes={codes} next={localPath(form.values.next) ?? undefined} />)
  })

/** The session goes on under a new token, to what she wanted. */
async function goOn(
  c: Ctx,
  prove: () => Promise<string>,
  next: string | undefined,
  again: (sentence: string) => Promise<Response>,
) {
  try {
    giveSession(c, await prove())
    return c.redirect(localPath(next) ?? '/today', 303)
  } catch (error) {
    if (error instanceof Refused) return again(error.message)
    throw error
  }
}

type Failed = { code?: Problems; passkey?: Problems }

/** Set up, proven, or looked at: what is next for her. */
async function proofPage(c: Ctx, wanted: string | undefined, failed: Failed = {}) {
  const { db, viewer } = c.var
  if (!keepsNetwork(viewer)) throw new NotFound()
  const me = await findMe(db, viewer)
  const app = await findTimeCode(db, me.id)
  const has = { app: app?.confirmed_at != null, passkeys: (await listPasskeys(db, me.id)).length }
  const next = localPath(wanted) ?? undefined
  const device = deviceInWords(c.req.header('user-agent') ?? null)
  const status = failed.code || failed.passkey ? 422 : 200
  if (!has.app && has.passkeys === 0) return c.html(<SetUpPage device={device} next={next} />, status)
  if (viewer.unproven) return c.html(<ProvePage has={has} next={next} problems={failed} />, status)
  const codes = await countRecoveryCodes(db, me.id)
  return c.html(<OwnProofPage has={has} codes={codes} next={next} />, status)
}

async function appPage(c: Ctx, wanted: string | undefined, problems?: Problems) {
  const { db, viewer } = c.var
  if (!keepsNetwork(viewer)) throw new NotFound()
  const me = await findMe(db, viewer)
  // Else whoever reads her mail, or sits down after her, could look on while she sets another one up.
  if (!(await mayChangeFactors(db, viewer))) return c.redirect(pageWith(wanted), 303)
  const app = await findTimeCode(db, me.id)
  const shown = app && !app.confirmed_at && secretOf(app, { issuer: currentShell().network, label: me.name })
  if (!shown) return c.redirect(pageWith(wanted), 303)
  c.header('Cache-Control', 'no-store')
  const page = <AppPage {...shown} next={localPath(wanted) ?? undefined} problems={problems} />
  return c.html(page, problems ? 422 : 200)
}
