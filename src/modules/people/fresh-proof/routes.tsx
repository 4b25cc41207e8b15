import { Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, readOnce, router } from '../../../platform/http.ts'
import { signedForm } from '../passkeys/forms.ts'
import { startSigning } from '../passkeys/signing.ts'
import { giveSession } from '../sessions/cookie.ts'
import { proofForm } from './forms.ts'
import { type FreshProof, findFreshProof, listWays, mailFreshCode } from './proofs.ts'
import { proveAgain, proveAgainByPasskey } from './proving.ts'
import { FreshProofPage } from './views.tsx'

const PAGE = '/me/proof/:key'

export const freshProofRoutes = router()
  .get(PAGE, allow('person'), async (c) => {
    const proof = await find(c)
    return proof.used_at ? c.redirect(proof.back, 303) : proofPage(c, proof)
  })

  .post(PAGE, allow('person'), async (c) => {
    const proof = await find(c)
    const form = await readForm(c, proofForm)
    if (!form.ok) return proofPage(c, proof, { code: form.problems })

    return goOn(
      c,
      proof,
      () => proveAgain(c.var.db, c.var.viewer, proof, { code: form.values.proof, ip: c.var.ip }),
      (sentence) => proofPage(c, proof, { code: { proof: sentence } }),
    )
  })

  .post(`${PAGE}/mail`, allow('person'), async (c) => {
    const proof = await find(c)
    try {
      const key = await mailFreshCode(c.var.db, c.var.viewer, proof, { ip: c.var.ip, once: await readOnce(c) })
      return c.redirect(`/me/proof/${key}`, 303)
    } catch (error) {
      if (error instanceof Refused) return proofPage(c, proof, { mail: { '': error.message } })
      throw error
    }
  })

  .post(`${PAGE}/passkey/challenge`, allow('person'), async (c) => {
    return c.json(await startSigning(c.var.db, (await find(c)).person_id))
  })

  .post(`${PAGE}/passkey`, allow('person'), async (c) => {
    const proof = await find(c)
    const form = await readForm(c, signedForm)
    if (!form.ok) return proofPage(c, proof, { passkey: { '': form.problems.answer ?? '' } })

    return goOn(
      c,
      proof,
      () => proveAgainByPasskey(c.var.db, c.var.viewer, proof, { answer: form.values.answer, ip: c.var.ip }),
      (sentence) => proofPage(c, proof, { passkey: { '': sentence } }),
    )
  })

const find = (c: Ctx) => findFreshProof(c.var.db, c.var.viewer, c.req.param('key') ?? '')

/** The browser sends what she had sent once more, from this form, to where it was going (307); what has gone, has. */
async function goOn(
  c: Ctx,
  proof: FreshProof,
  prove: () => Promise<string>,
  again: (sentence: string) => Promise<Response>,
) {
  if (proof.used_at) return c.redirect(proof.back, 303)
  try {
    giveSession(c, await prove())
    return c.redirect(proof.path, 307)
  } catch (error) {
    if (error instanceof Refused) return again(error.message)
    throw error
  }
}

export type Failed = { code?: Problems; mail?: Problems; passkey?: Problems }

async function proofPage(c: Ctx, proof: FreshProof, failed: Failed = {}) {
  const ways = await listWays(c.var.db, c.var.viewer)
  c.header('Cache-Control', 'no-store')
  const status = Object.keys(failed).length > 0 ? 422 : 200
  return c.html(<FreshProofPage proof={proof} ways={ways} failed={failed} />, status)
}
