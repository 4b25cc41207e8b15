import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, router } from '../../platform/http.ts'
import { findNetwork, hasRole } from '../communities/index.ts'
import { readTemplate } from './plant.ts'
import { asYaml, type Template } from './template.ts'
import { TemplatePage } from './template-view.tsx'

const FILE = 'network-template.yaml'

/** The network as a blueprint for a partner, for whoever keeps it. */
export const templateRoutes = router()
  .get('/network/template', allow('administrator'), async (c) => {
    const template = await keptTemplate(c)
    return c.html(<TemplatePage file={FILE} holds={countsOf(template)} />)
  })

  .get('/network/template.yaml', allow('administrator'), async (c) => {
    const template = await keptTemplate(c)
    const disposition = `attachment; filename="${FILE}"`
    return c.body(asYaml(template), 200, { 'Content-Type': 'application/yaml', 'Content-Disposition': disposition })
  })

/** For anybody but the administrator there is no such page. */
async function keptTemplate({ var: { db, viewer } }: Ctx): Promise<Template> {
  const network = await findNetwork(db)
  if (!network || !hasRole(viewer, network.id, 'administrator')) throw new NotFound()
  return readTemplate(db)
}

export type Holds = Record<'communities' | 'areas' | 'holidays' | 'institutions', number>

function countsOf({ communities, areas, calendar, institutions }: Template): Holds {
  const count = (list: unknown) => (Array.isArray(list) ? list.length : 0)
  return {
    communities: count(communities),
    areas: count(areas),
    holidays: count((calendar as { holidays?: unknown } | undefined)?.holidays),
    institutions: count(institutions),
  }
}
