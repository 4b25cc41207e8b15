/** All that other modules may use of blueprints. */
export { lookAroundToken, makeFirstRunToken } from './first-run.ts'
export { isPlanted, plantBlueprint, plantDemonstration, plantDocument, setPlanters, templateOf } from './plant.ts'
export { plantAskedSize } from './size.ts'

import type { Module } from '../../platform/module.ts'
import { planPanel } from './plan-panel.tsx'
import { routes } from './routes.tsx'
import { templateRoutes } from './template-routes.tsx'

export const blueprints: Module = {
  name: 'blueprints',
  tables: ['planted'],
  routes: [
    { at: '/', router: routes },
    { at: '/', router: templateRoutes },
  ],
  panels: [planPanel],
}
