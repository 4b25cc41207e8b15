/** What needs you: a short list made for one person, and below it what is new. */
export { setNeeds } from './needs.ts'

import type { Module } from '../../platform/module.ts'
import { routes } from './routes.tsx'

export const today: Module = { name: 'today', tables: [], routes: [{ at: '/', router: routes }] }
