export { createSimulator } from './simulator.ts';
export { devRoutes } from './dev-routes.ts';
