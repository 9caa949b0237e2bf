import { CallstationError, type ErrorCode } from '@callstation/core/protocol';
import type { FastifyInstance } from 'fastify';
import { answerPreflight } from '../cross-origin.ts';
import { readJson } from '../read-json.ts';
import { scriptRoute } from '../script-route.ts';
import { seatToken } from '../seat-token.ts';
import type { VendorParts, VendorRoutes } from '../vendors.types.ts';
import { checkUdeskToken, udeskToken } from './udesk-token.ts';
import { UDESK_ERRORS } from './udesk-errors.ts';

const SCRIPT_PATH = '/ccpaas-phone-sdk/sdk/cti-phone/:version/call-center-class.es6.js';
/** With and without what the vendor's own address ends in. */
const SEAT_PATHS = ['/vendors/udesk/seat', '/backend/vendors/udesk/seat'];

/** The script under the vendor's path, and the seat that a page with the app's token is given. */
export function udeskRoutes(parts: VendorParts): VendorRoutes {
  return {
    page: (app) => pageRoutes(app, parts),
    backEnd({ vendors }) {
      const timestamp = String(Math.floor(parts.wall.now() / 1000));
      const config = vendors?.udesk;
      if (config === undefined) throw new CallstationError('notFound', 'This app has no secrets for it.');
      return { appId: config.appId, timestamp, token: udeskToken(config, timestamp) };
    },
  };
}

function pageRoutes(app: FastifyInstance, parts: VendorParts): void {
  scriptRoute(app, SCRIPT_PATH, 'udesk', parts);
  // Both the vendor's envelope, for code that was written for it, and ours.
  app.setErrorHandler((thrown, _request, reply) => {
    const { code, status } = refusalOf(thrown);
    const error = thrown instanceof CallstationError ? thrown : new CallstationError(code);
    return reply.code(status).send({
      Code: UDESK_ERRORS[code].code,
      Data: null,
      Message: error.message,
      Visible: false,
      error: error.toData(),
    });
  });
  for (const path of SEAT_PATHS) {
    answerPreflight(app, path);
    app.post(path, async ({ body }) => ({ token: await seatFor(parts, body) }));
  }
}

async function seatFor(parts: VendorParts, body: unknown): Promise<string> {
  const { appId, agentId, timestamp, token } = readJson(body) ?? {};
  const time = typeof timestamp === 'number' ? String(timestamp) : timestamp;
  if (![appId, agentId, time, token].every((one) => typeof one === 'string' && one.length <= 256))
    throw new CallstationError('invalidArgument', 'The body must be JSON with appId, agentId, timestamp and token.');
  const app = parts.tenants.find(({ vendors }) => vendors?.udesk?.appId === appId);
  const config = app?.vendors?.udesk;
  // As for a wrong token: which apps there are is nobody's business.
  if (app === undefined || config === undefined) throw new CallstationError('unauthorized', 'The token was refused.');
  checkUdeskToken(config, { timestamp: String(time), token: String(token) }, parts.wall.now());
  const minted = await seatToken(parts, { app: app.id, agent: String(agentId) });
  if (minted === null) throw new CallstationError('notFound', 'The app has no such agent.');
  return minted;
}

type Refusal = keyof typeof UDESK_ERRORS;

function refusalOf(thrown: unknown): { code: Refusal; status: number } {
  const status = typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown ? thrown.statusCode : 500;
  const own: ErrorCode = thrown instanceof CallstationError ? thrown.code : status === 413 ? 'tooLarge' : 'internal';
  const client = typeof status === 'number' && status < 500 && own === 'internal';
  const code = client ? 'invalidArgument' : isRefusal(own) ? own : 'internal';
  return { code, status: UDESK_ERRORS[code].status };
}

function isRefusal(code: string): code is Refusal {
  return Object.hasOwn(UDESK_ERRORS, code);
}
