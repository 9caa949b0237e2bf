import { CallstationError } from '@callstation/core/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerPreflight } from '../cross-origin.ts';
import { APP_AUDIENCE } from '../../http/tokens.ts';
import { bytesOf, readJson } from '../read-json.ts';
import { scriptJson } from '../script-text.ts';
import { refuseScript } from '../script-route.ts';
import { seatToken } from '../seat-token.ts';
import type { VendorParts, VendorRoutes } from '../vendors.types.ts';
import { createLoginTokenReader } from './create-login-token.ts';
import { createTcccSeats, TCCC_LIFE_MS, type TcccSeats } from './seats.ts';
import { TcccError } from './tccc-error.ts';

const SCRIPT_PATH = '/vendors/tccc/sdk.js';

/** Makes the routes of this vendor: `POST /` as its cloud API has it, the script, and the exchange of a token. */
export function tcccRoutes(parts: VendorParts): VendorRoutes {
  const seats = createTcccSeats(parts);
  return {
    api: (app) => loginTokenRoute(app, parts, seats),
    page: (app) => {
      scriptRoute(app, parts, seats);
      seatRoute(app, parts, seats);
    },
    backEnd({ id, vendors }, agent, baseUrl) {
      const { ticket } = seats.open({ app: id, agent }, false);
      return { SdkURL: sdkUrl(baseUrl, { ticket, sdkAppId: vendors?.tccc?.sdkAppId ?? 0, userId: agent }) };
    },
  };
}

function sdkUrl(baseUrl: string, of: { ticket: string; sdkAppId: number; userId: string }): string {
  return `${baseUrl}${SCRIPT_PATH}?${new URLSearchParams({ ...of, sdkAppId: String(of.sdkAppId) }).toString()}`;
}

function loginTokenRoute(app: FastifyInstance, parts: VendorParts, seats: TcccSeats): void {
  const read = createLoginTokenReader(parts);
  // Its clients read the body of a 200 only.
  app.setErrorHandler((thrown, { id }, reply) => {
    const { code, message } = refusalOf(thrown);
    return reply.code(200).send({ Response: { Error: { Code: code, Message: message }, RequestId: id } });
  });
  app.post('/', async (request) => {
    const { seat, sdkAppId, onlyOnce } = read({
      ...{ method: request.method, url: request.raw.url ?? '/', headers: request.headers },
      ...{ hosts: [request.headers.host ?? '', request.host], body: bytesOf(request.body) },
    });
    const { token, ticket } = seats.open(seat, onlyOnce);
    return {
      Response: {
        Token: token,
        ExpiredTime: Math.floor((parts.wall.now() + TCCC_LIFE_MS) / 1000),
        SdkURL: sdkUrl(parts.baseUrl(request), { ticket, sdkAppId, userId: seat.agent }),
        RequestId: request.id,
      },
    };
  });
}

function refusalOf(thrown: unknown): TcccError {
  if (thrown instanceof TcccError) return thrown;
  const status = typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown ? thrown.statusCode : 500;
  if (status === 413) return new TcccError('RequestSizeLimitExceeded');
  if (status === 429 || (thrown instanceof CallstationError && thrown.code === 'rateLimited'))
    return new TcccError('RequestLimitExceeded');
  return typeof status === 'number' && status < 500
    ? new TcccError('InvalidParameter')
    : new TcccError('InternalError');
}

/** What a page is told in front of the script. */
interface PageSeat {
  url: string;
  token: string;
  userId: string;
  sdkAppId: number;
}

function scriptRoute(app: FastifyInstance, parts: VendorParts, seats: TcccSeats): void {
  // A HEAD would use the address up.
  app.get(SCRIPT_PATH, { exposeHeadRoute: false }, async (request, reply) => {
    const script = await parts.script('tccc');
    if (script === null) return refuseScript(reply, 'tccc');
    const { ticket } = textsOf(request.query);
    // A script tag without a ticket brings a token of its own, in its attributes.
    const seat = ticket === undefined ? null : await pageSeat(request, ticket, parts, seats);
    const said = seat === null ? '' : `globalThis.callstationTccc = ${scriptJson(seat)};\n`;
    return reply
      .header('cache-control', 'no-store')
      .type('text/javascript; charset=utf-8')
      .send(said + script);
  });
}

/** An address that is not (any more) good gets a token that is not, either: the script then says `tokenExpired` itself. */
const NO_TOKEN = 'expired';

async function pageSeat(
  request: FastifyRequest,
  ticket: string,
  parts: VendorParts,
  seats: TcccSeats,
): Promise<PageSeat> {
  const { sdkAppId, userId } = textsOf(request.query);
  const url = `${parts.baseUrl(request).replace(/^http/u, 'ws')}/seat`;
  const seat = seats.load(ticket);
  const token = seat === null ? null : await seatToken(parts, seat, { renew: true });
  const named = { userId: seat?.agent ?? (userId ?? '').slice(0, 128), sdkAppId: Number(sdkAppId) || 0 };
  return { url, token: token ?? NO_TOKEN, ...named };
}

function textsOf(query: unknown): Partial<Record<string, string>> {
  const pairs = typeof query === 'object' && query !== null ? Object.entries(query) : [];
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

function seatRoute(app: FastifyInstance, parts: VendorParts, seats: TcccSeats): void {
  answerPreflight(app, '/vendors/tccc/seat');
  app.post('/vendors/tccc/seat', async ({ body, headers }) => {
    const said = readJson(body);
    const { sdkAppId, userId, token, audience } = said ?? {};
    const text = typeof sdkAppId === 'number' ? String(sdkAppId) : sdkAppId;
    if (typeof text !== 'string' || typeof userId !== 'string' || typeof token !== 'string')
      throw new CallstationError('invalidArgument', 'The body must be JSON with sdkAppId, userId and token.');
    const forApp = audience !== undefined;
    if (forApp && audience !== APP_AUDIENCE)
      throw new CallstationError('invalidArgument', `audience: ${APP_AUDIENCE}, or left out.`);
    // Web pages say where they are from, and the native side of an App does not: a page could pass such a token to any frame.
    if (forApp && headers.origin !== undefined)
      throw new CallstationError('forbidden', `A web page gets no token of the audience ${APP_AUDIENCE}.`);
    const seat = seats.exchange(token);
    const app_ = parts.tenants.find(({ id }) => id === seat?.app);
    if (seat === null || seat.agent !== userId || String(app_?.vendors?.tccc?.sdkAppId) !== text)
      throw new CallstationError('tokenExpired', 'The token is not, or no longer, good for this agent.');
    const minted = await seatToken(parts, seat, { forApp, renew: true });
    if (minted === null) throw new CallstationError('notFound', 'The app has no such agent.');
    return { token: minted };
  });
}
