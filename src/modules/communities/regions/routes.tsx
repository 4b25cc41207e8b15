import { allow, type Ctx, type FormResult, readForm, router } from '../../../platform/http.ts'
import { changeRegion } from './actions.ts'
import { regionForm } from './forms.ts'
import { findMap } from './map.ts'
import { findMapped, listChanges, listDays, listMap, listRegions, networkToday } from './reads.ts'
import { AreaPage, MapPage } from './views.tsx'

export const regionRoutes = router()
  .get('/network/regions', allow('member'), async (c) => {
    const { mayKeep } = await findMap(c.var.db, c.var.viewer)
    const [areas, regions] = [await listMap(c.var.db), await listRegions(c.var.db)]
    return c.html(<MapPage areas={areas} regions={regions} mayKeep={mayKeep} />)
  })

  .get('/network/regions/:area', allow('member'), (c) => areaPage(c))

  .post('/network/regions/:area', allow('administrator'), async (c) => {
    const { db, viewer } = c.var
    const { network_id } = await findMap(db, viewer)
    const area = await findMapped(db, c.req.param('area'))
    const form = await readForm(c, regionForm)
    if (!form.ok) return areaPage(c, form)

    const change = await changeRegion(db, viewer, area, { network_id, ...form.values })
    if (change === 'outdated') return areaPage(c, form)
    return c.redirect(`/network/regions?saved`, 303)
  })

/** After a change of somebody else it stands beside what was typed, and can be sent again. */
async function areaPage(c: Ctx, form?: FormResult<{ version: number }>) {
  const { db, viewer } = c.var
  const { version, mayKeep } = await findMap(db, viewer)
  const area = await findMapped(db, c.req.param('area') ?? '')
  const page = (
    <AreaPage
      area={area}
      days={await listDays(db, area.id)}
      regions={await listRegions(db)}
      today={await networkToday(db)}
      version={version}
      mayKeep={mayKeep}
      changes={form?.ok ? await listChanges(db, form.values.version) : []}
      typed={form?.typed}
      problems={form && !form.ok ? form.problems : undefined}
    />
  )
  return c.html(page, form ? 422 : 200)
}
