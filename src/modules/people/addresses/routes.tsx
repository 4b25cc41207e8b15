import { ensure } from '../../../platform/action.ts'
import { Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, router, type Typed } from '../../../platform/http.ts'
import { justChanged, OthersOut } from '../sessions/others-out.tsx'
import { codeForm } from '../sign-in/forms.ts'
import { makePrimary, removeAddress } from './actions.ts'
import { addressForm, chosenForm } from './forms.ts'
import { finishProof, startProof } from './proofs.ts'
import { findProof, listAddresses } from './reads.ts'
import { AddressesPage, ProofPage } from './views.tsx'

export const addressRoutes = router()
  .get('/me/addresses', allow('person'), (c) => addressesPage(c))

  .post('/me/addresses', allow('person'), async (c) => {
    const form = await readForm(c, addressForm)
    if (!form.ok) return addressesPage(c, form)

    return orAgain(
      async () => c.redirect(`/me/addresses/${await startProof(c.var.db, c.var.viewer, form.values)}`, 303),
      (sentence) => addressesPage(c, { problems: { address: sentence }, typed: form.typed }),
    )
  })

  .post('/me/addresses/primary', allow('person'), async (c) => {
    const form = await readForm(c, chosenForm)
    if (!form.ok) return addressesPage(c, form)

    await makePrimary(c.var.db, c.var.viewer, form.values.address_id, form.values.once)
    return c.redirect('/me/addresses?saved', 303)
  })

  .post('/me/addresses/removal', allow('person'), async (c) => {
    const form = await readForm(c, chosenForm)
    if (!form.ok) return addressesPage(c, form)

    await removeAddress(c.var.db, c.var.viewer, form.values.address_id, form.values.once)
    return c.redirect('/me/addresses?saved', 303)
  })

  .get('/me/addresses/:key', allow('person'), (c) => proofPage(c))

  .post('/me/addresses/:key', allow('person'), async (c) => {
    const form = await readForm(c, codeForm)
    if (!form.ok) return proofPage(c, form.problems)

    const proof = await findProof(c.var.db, c.var.viewer, c.req.param('key'))
    return orAgain(
      async () => {
        await finishProof(c.var.db, c.var.viewer, proof, form.values.code)
        return c.redirect('/me/addresses?saved', 303)
      },
      (sentence) => proofPage(c, { code: sentence }),
    )
  })

/** What is refused is said beside the field, where it can be mended. */
async function orAgain(act: () => Promise<Response>, again: (sentence: string) => Promise<Response>) {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Refused) return again(error.message)
    throw error
  }
}

async function addressesPage(c: Ctx, form?: { problems: Problems; typed: Typed }) {
  const me = ensure(c.var.viewer.person)
  const addresses = await listAddresses(c.var.db, me.id)
  const first = justChanged(c) && <OthersOut />
  const page = <AddressesPage addresses={addresses} problems={form?.problems} values={form?.typed} first={first} />
  return c.html(page, form ? 422 : 200)
}

async function proofPage(c: Ctx, problems?: Problems) {
  const { key, address } = await findProof(c.var.db, c.var.viewer, c.req.param('key') ?? '')
  return c.html(<ProofPage at={key} address={address} problems={problems} />, problems ? 422 : 200)
}
