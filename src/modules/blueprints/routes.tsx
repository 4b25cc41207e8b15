import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, readForm, router, type Typed } from '../../platform/http.ts'
import { findNetwork } from '../communities/index.ts'
import { changeSession, findSender, openSession } from '../people/index.ts'
import { listPersonas } from './demonstration.ts'
import { listBlueprints } from './files.ts'
import { ensureFirstRun, ensureLookAround, lookAroundToken, useFirstRun } from './first-run.ts'
import { networkForm, personaForm } from './forms.ts'
import { becomeSteward, isPlanted, plantBlueprint, plantDemonstration } from './plant.ts'
import { findPlanted } from './planted.ts'
import { DoorsPage, LookAroundPage } from './views.tsx'

export const routes = router()
  .get('/first/:token', allow('anyone'), (c) => doorsPage(c))

  .post('/first/:token/demonstration', allow('anyone'), async (c) => {
    await ensureFirstRun(c.var.db, c.req.param('token'))
    if (await findNetwork(c.var.db)) throw new NotFound()
    await plantDemonstration(c.var.db)
    return c.redirect(`/look-around/${lookAroundToken()}`, 303)
  })

  .post('/first/:token/network', allow('anyone'), async (c) => {
    const { db } = c.var
    const token = c.req.param('token')
    await ensureFirstRun(db, token)
    const read = await readForm(c, networkForm)
    if (!read.ok) return doorsPage(c, read)

    const { blueprint, ...steward } = read.values
    await plantBlueprint(db, blueprint)
    await useFirstRun(db, token)
    const person_id = await becomeSteward(db, steward)
    await changeSession(c, await openSession(db, person_id, c.req.header('user-agent') ?? null))
    return c.redirect('/today', 303)
  })

  .get('/look-around/:token', allow('anyone'), async (c) => {
    await ensureDemonstration(c)
    return c.html(<LookAroundPage token={c.req.param('token')} personas={listPersonas()} />)
  })

  .post('/look-around/:token', allow('anyone'), async (c) => {
    await ensureDemonstration(c)
    const read = await readForm(c, personaForm)
    const persona = read.ok ? listPersonas().find(({ handle }) => handle === read.values.handle) : undefined
    const person = persona && (await findSender(c.var.db, persona.address))
    if (!person) throw new NotFound()

    await changeSession(c, await openSession(c.var.db, person.person_id, c.req.header('user-agent') ?? null))
    return c.redirect('/today', 303)
  })

async function doorsPage(c: Ctx, failed?: { problems: Record<string, string>; typed: Typed }) {
  const token = c.req.param('token') ?? ''
  await ensureFirstRun(c.var.db, token)
  const planted = (await findPlanted(c.var.db))?.name
  const page = (
    <DoorsPage
      token={token}
      blueprints={listBlueprints()}
      planted={planted}
      problems={failed?.problems}
      values={failed?.typed}
    />
  )
  return c.html(page, failed ? 422 : 200)
}

async function ensureDemonstration(c: Ctx) {
  ensureLookAround(c.req.param('token') ?? '')
  if (!(await isPlanted(c.var.db, 'demonstration'))) throw new NotFound()
}
