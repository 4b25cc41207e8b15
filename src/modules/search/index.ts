/** One box over all that Copse holds; each module says how its own things are shown. */
export { setFinders } from './finders.ts'

import type { Module } from '../../platform/module.ts'
import { routes } from './routes.tsx'

export const search: Module = { name: 'search', tables: [], routes: [{ at: '/', router: routes }] }
