import { allow, readForm, router, z } from '../../../platform/http.ts'
import { answerTransfer } from './actions.ts'
import { transferForm } from './forms.ts'
import { findMoves } from './moves.ts'
import { listPlaces } from './places.ts'
import { describeMove, findOpenTransfer, findTransfer } from './reads.ts'
import { MovesPage, PlacedPage, TransferPage } from './views.tsx'

export const placementRoutes = router()
  .get('/me/transfer', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const transfer = await findOpenTransfer(db, viewer)
    if (!transfer) return c.html(<PlacedPage places={await listPlaces(db, viewer)} />)
    return c.html(<TransferPage transferKey={transfer.key} move={await describeMove(db, transfer)} />)
  })

  .post('/me/transfer', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const form = await readForm(c, transferForm)
    if (!form.ok) {
      const transfer = await findTransfer(db, viewer, String(form.typed.key ?? ''))
      const move = await describeMove(db, transfer)
      return c.html(<TransferPage transferKey={transfer.key} move={move} problems={form.problems} />, 422)
    }
    const { key, answer, keeps, follows_home, once } = form.values
    const transfer = await findTransfer(db, viewer, key)
    const said = await answerTransfer(db, viewer, transfer, { answer, keeps, followsHome: follows_home, once })
    return c.redirect(`/me/transfer?${said === 'superseded' ? 'settled' : 'saved'}`, 303)
  })

  .get('/network/transfers', allow('administrator'), async (c) => {
    const page = z.coerce.number().int().min(1).max(10_000).catch(1).parse(c.req.query('page'))
    return c.html(<MovesPage {...(await findMoves(c.var.db, c.var.viewer, page))} page={page} />)
  })
