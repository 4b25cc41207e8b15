/** What whoever keeps the instance must know of it. */
import type { Module } from '../../platform/module.ts'
import { listSystemNeeds } from './needs.ts'
import { routes } from './routes.tsx'

export const system: Module = {
  name: 'system',
  tables: [],
  routes: [{ at: '/network/system', router: routes }],
  needs: listSystemNeeds,
}
