import { Refused } from '../../../platform/errors.ts'
import { allow, type Ctx, type Problems, readForm, readOnce, router } from '../../../platform/http.ts'
import { codeForm } from '../sign-in/forms.ts'
import { ErasureCodePage } from './code-page.tsx'
import { askErasure, findErasure, proveErasure, undoErasure } from './erasing.ts'
import { giveOwnData } from './taking.ts'
import { OwnDataPage } from './views.tsx'

const PAGE = '/me/data'

export const ownDataRoutes = router()
  .get(PAGE, allow('person'), (c) => ownDataPage(c))

  .post(`${PAGE}/copy`, allow('person'), (c) => giveOwnData(c))

  .post(`${PAGE}/erasure`, allow('person'), async (c) => {
    const wish = { ip: c.var.ip, once: await readOnce(c) }
    return orAgain(
      async () => {
        await askErasure(c.var.db, c.var.viewer, wish)
        return c.redirect(`${PAGE}/erasure`, 303)
      },
      (problems) => ownDataPage(c, problems),
    )
  })

  .get(`${PAGE}/erasure`, allow('person'), (c) => codePage(c))

  .post(`${PAGE}/erasure/code`, allow('person'), async (c) => {
    const form = await readForm(c, codeForm)
    if (!form.ok) return codePage(c, form.problems)

    return orAgain(
      async () => {
        await proveErasure(c.var.db, c.var.viewer, { code: form.values.code, ip: c.var.ip })
        return c.redirect(PAGE, 303)
      },
      (problems) => codePage(c, { code: problems[''] ?? '' }),
    )
  })

  .post(`${PAGE}/erasure/undo`, allow('person'), async (c) => {
    await undoErasure(c.var.db, c.var.viewer, await readOnce(c))
    return c.redirect(`${PAGE}?saved`, 303)
  })

async function ownDataPage(c: Ctx, problems?: Problems) {
  const asked = await findErasure(c.var.db, c.var.viewer)
  const due = asked?.due_at ?? null
  return c.html(<OwnDataPage due={due} problems={problems} />, problems ? 422 : 200)
}

async function codePage(c: Ctx, problems?: Problems) {
  const asked = await findErasure(c.var.db, c.var.viewer)
  if (!asked && problems?.code) return ownDataPage(c, { '': problems.code })
  if (!asked || asked.proven_at) return c.redirect(PAGE, 303)
  return c.html(<ErasureCodePage problems={problems} />, problems ? 422 : 200)
}

async function orAgain(act: () => Promise<Response>, again: (problems: Problems) => Promise<Response> | Response) {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return again({ '': error.message })
  }
}
