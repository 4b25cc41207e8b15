import type { Module } from '../../platform/module.ts'
import { routes } from './routes.tsx'

export const mailbox: Module = { name: 'mailbox', tables: [], routes: [{ at: '/mailbox', router: routes }] }
