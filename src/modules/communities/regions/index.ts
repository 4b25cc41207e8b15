export { institutionsPanel } from './institutions.tsx'
export { regionRoutes as routes } from './routes.tsx'
