export { regionRoutes as routes } from './routes.tsx'
