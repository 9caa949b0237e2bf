import type { RouteFile } from '../api.types.ts';
import { agentRoutes } from './agents.ts';
import { boardRoutes } from './board.ts';
import { callRoutes } from './calls.ts';
import { diallingRoutes } from './dialling.ts';
import { ivrRoutes, skillGroupRoutes } from './documents.ts';
import { hourRoutes } from './hours.ts';
import { keyRoutes } from './keys.ts';
import { numberRoutes } from './numbers.ts';
import { ownCallRoutes } from './own-calls.ts';
import { recordingRoutes } from './recordings.ts';
import { reportRoutes } from './reports.ts';
import { sessionRoutes } from './sessions.ts';
import { soundRoutes } from './sounds.ts';
import { tokenRoutes } from './tokens.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every file of routes; a new one is put in here and is checked, documented and tested with the others. */
export const routeFiles: readonly RouteFile[] = [
  agentRoutes,
  skillGroupRoutes,
  numberRoutes,
  hourRoutes,
  ivrRoutes,
  soundRoutes,
  callRoutes,
  boardRoutes,
  diallingRoutes,
  sessionRoutes,
  ownCallRoutes,
  recordingRoutes,
  reportRoutes,
  keyRoutes,
  tokenRoutes,
  webhookRoutes,
];
