import { CallstationError } from '@callstation/core/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerPreflight } from '../cross-origin.ts';
import { createRates } from '../../net/rates.ts';
import { readJson } from '../read-json.ts';
import { scriptRoute } from '../script-route.ts';
import { seatToken } from '../seat-token.ts';
import type { VendorParts, VendorRoutes } from '../vendors.types.ts';
import { CcsdkError } from './ccsdk-errors.ts';
import { createCredentials, type Credentials } from './credentials.ts';
import { CCSDK_WINDOW_MS, signedBy } from './sign.ts';

const CREATE_PATH = '/v3/cc/seat/createSdkAuthentication';
const SEAT_PATH = '/vendors/ccsdk/seat';
/** Credentials of an app in a second. */
const PER_SECOND = 20;
/** How long the demo's own back end asks for. */
const DEMO_SECONDS = 28_800;

/** Makes the routes of this vendor: the credential for a back end, the script, and the seat that a page is given for it. */
export function ccsdkRoutes(parts: VendorParts): VendorRoutes {
  const credentials = createCredentials(parts);
  return {
    api: (app) => credentialRoute(app, parts, credentials),
    page: (app) => {
      scriptRoute(app, '/sip-sdk.js', 'ccsdk', parts);
      answerPreflight(app, SEAT_PATH);
      app.post(SEAT_PATH, async ({ body }) => ({ token: await seatFor(parts, credentials, body) }));
    },
    backEnd: ({ id }, agent) => ({ authentication: credentials.issue({ app: id, agent }, DEMO_SECONDS) }),
  };
}

function credentialRoute(app: FastifyInstance, parts: VendorParts, credentials: Credentials): void {
  const mayAsk = createRates(parts.clock, PER_SECOND);
  app.setErrorHandler((thrown, _request, reply) => {
    const { status, message } = refusalOf(thrown);
    return reply.code(200).send({ status, reason: message, data: null });
  });
  app.post(CREATE_PATH, async (request) => {
    const app_ = signer(parts, request);
    if (!mayAsk(app_)) throw new CcsdkError('-18');
    const { account, expires } = readJson(request.body) ?? {};
    if (typeof account !== 'string' || account === '' || account.length > 128) throw new CcsdkError('-22');
    if (typeof expires !== 'number' || !Number.isInteger(expires) || expires < 60 || expires > 28_800)
      throw new CcsdkError('-22');
    if (parts.agentOf(app_, account) === null) throw new CcsdkError('-24');
    const authentication = credentials.issue({ app: app_, agent: account }, expires);
    return { status: '0', reason: 'success', data: { authentication } };
  });
}

/** The app whose back end asks. */
function signer({ tenants, wall }: VendorParts, { headers }: FastifyRequest): string {
  const { sign, timestamp, 'api-key': apiKey } = headers;
  if (typeof sign !== 'string' || typeof timestamp !== 'string' || typeof apiKey !== 'string')
    throw new CcsdkError('-1');
  const app = tenants.find(({ vendors }) => vendors?.ccsdk?.apiKey === apiKey);
  const config = app?.vendors?.ccsdk;
  if (app === undefined || config === undefined || !signedBy(config, { timestamp, sign })) throw new CcsdkError('-1');
  if (!/^\d{1,12}$/u.test(timestamp) || Math.abs(wall.now() - Number(timestamp) * 1000) > CCSDK_WINDOW_MS)
    throw new CcsdkError('-16');
  return app.id;
}

function refusalOf(thrown: unknown): CcsdkError {
  if (thrown instanceof CcsdkError) return thrown;
  const status = typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown ? thrown.statusCode : 500;
  return new CcsdkError(typeof status === 'number' && status < 500 ? '-22' : '-18');
}

async function seatFor(parts: VendorParts, credentials: Credentials, body: unknown): Promise<string> {
  const { authentication } = readJson(body) ?? {};
  if (typeof authentication !== 'string')
    throw new CallstationError('invalidArgument', 'The body must be JSON with authentication.');
  const seat = credentials.seatOf(authentication);
  if (seat === null) throw new CallstationError('tokenExpired', 'The credential is not, or no longer, good.');
  const minted = await seatToken(parts, seat, { renew: true });
  if (minted === null) throw new CallstationError('notFound', 'The app has no such agent.');
  return minted;
}
