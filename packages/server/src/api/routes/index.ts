import type { RouteFile } from '../api.types.ts';
import { keyRoutes } from './keys.ts';
import { ownCallRoutes } from './own-calls.ts';
import { recordingRoutes } from './recordings.ts';
import { reportRoutes } from './reports.ts';
import { sessionRoutes } from './sessions.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every file of routes; a new one is put in here and is checked, documented and tested with the others. */
export const routeFiles: readonly RouteFile[] = [
  keyRoutes,
  ownCallRoutes,
  recordingRoutes,
  reportRoutes,
  sessionRoutes,
  webhookRoutes,
];
