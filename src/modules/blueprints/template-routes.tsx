import type { Kysely } from 'kysely'
import { parse } from 'yaml'
import type { Tables } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, router } from '../../platform/http.ts'
import { findNetwork, hasRole } from '../communities/index.ts'
import { templateOf } from './plant.ts'
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
    return c.body(template, 200, { 'Content-Type': 'application/yaml', 'Content-Disposition': disposition })
  })

/** For anybody but the administrator there is no such page. */
async function keptTemplate({ var: { db, viewer } }: Ctx): Promise<string> {
  const network = await findNetwork(db)
  if (!network || !hasRole(viewer, network.id, 'administrator')) throw new NotFound()
  return templateOf(db as Kysely<Tables>)
}

export type Holds = Record<'communities' | 'areas' | 'holidays' | 'institutions', number>

function countsOf(template: string): Holds {
  const { communities, areas, calendar, institutions } = parse(template)
  const count = (list: unknown) => (Array.isArray(list) ? list.length : 0)
  return {
    communities: count(communities),
    areas: count(areas),
    holidays: count(calendar?.holidays),
    institutions: count(institutions),
  }
}
