import type { Clock } from '@callstation/core/ports';
import { createExpiring } from '../expiring.ts';
import { readJson } from '../read-json.ts';
import { createRates } from '../../net/rates.ts';
import type { VendorParts } from '../vendors.types.ts';
import type { TcccSeat } from './seats.ts';
import { checkTc3, readTc3, TC3_WINDOW, type Tc3Request } from './tc3.ts';
import { TcccError } from './tccc-error.ts';

/** What is asked for, by somebody who may. */
export interface LoginTokenRequest {
  seat: TcccSeat;
  sdkAppId: number;
  onlyOnce: boolean;
}

/** The vendor's own limit, of one app. */
const PER_SECOND = 20;
/** Two pages of one agent may come up at once: a back end then signs the very same bytes twice. */
const TOGETHER_MS = 2000;
const MOST_SIGNATURES = 100_000;

/** Reads and proves `CreateSDKLoginToken` requests. Throws {@link TcccError}. */
export function createLoginTokenReader({
  clock,
  wall,
  tenants,
  agentOf,
}: Pick<VendorParts, 'clock' | 'wall' | 'tenants' | 'agentOf'>) {
  const mayAsk = createRates(clock, PER_SECOND);
  const isNew = createReplayGuard(clock);
  return (request: Tc3Request): LoginTokenRequest => {
    const { headers, body } = request;
    const { 'x-tc-action': action, 'x-tc-version': version } = headers;
    if (action === undefined) throw new TcccError('MissingParameter', 'X-TC-Action is missing.');
    if (action !== 'CreateSDKLoginToken') throw new TcccError('InvalidAction');
    if (version === undefined) throw new TcccError('MissingParameter', 'X-TC-Version is missing.');
    if (version !== '2020-02-10') throw new TcccError('NoSuchVersion');
    const claim = readTc3(request);
    const mine = tenants.filter(({ vendors }) => vendors?.tccc?.secretId === claim.secretId);
    const secretKey = mine[0]?.vendors?.tccc?.secretKey;
    if (secretKey === undefined) throw new TcccError('AuthFailure.SecretIdNotFound');
    checkTc3(request, claim, secretKey, wall.now());
    if (!isNew(claim.signature)) throw new TcccError('AuthFailure.UnauthorizedOperation');
    const { sdkAppId, agent, onlyOnce } = readParameters(body);
    const app = mine.find(({ vendors }) => vendors?.tccc?.sdkAppId === sdkAppId)?.id;
    if (app === undefined) throw new TcccError('InvalidParameterValue.InstanceNotExist');
    if (!mayAsk(app)) throw new TcccError('RequestLimitExceeded');
    if (agentOf(app, agent) === null) throw new TcccError('InvalidParameterValue.AccountNotExist');
    return { seat: { app, agent }, sdkAppId, onlyOnce };
  };
}

function readParameters(body: Buffer): { sdkAppId: number; agent: string; onlyOnce: boolean } {
  const said = readJson(body);
  if (said === null) throw new TcccError('InvalidParameter', 'The body is not a JSON object.');
  const { SdkAppId: sdkAppId, SeatUserId: agent, OnlyOnce: onlyOnce = false } = said;
  if (sdkAppId === undefined || agent === undefined)
    throw new TcccError('MissingParameter', `${sdkAppId === undefined ? 'SdkAppId' : 'SeatUserId'} is missing.`);
  if (typeof sdkAppId !== 'number' || !Number.isSafeInteger(sdkAppId))
    throw new TcccError('InvalidParameter', 'SdkAppId must be a whole number.');
  if (typeof agent !== 'string' || agent === '' || agent.length > 128)
    throw new TcccError('InvalidParameter', 'SeatUserId must be text of 1 to 128 characters.');
  if (typeof onlyOnce !== 'boolean') throw new TcccError('InvalidParameter', 'OnlyOnce must be true or false.');
  return { sdkAppId, agent, onlyOnce };
}

/** Says whether a signature comes for the first time, or together with the first time. */
function createReplayGuard(clock: Clock): (signature: string) => boolean {
  const seen = createExpiring<{ at: number }>(clock, MOST_SIGNATURES);
  return (signature) => {
    const first = seen.get(signature);
    if (first !== null) return clock.now() - first.at <= TOGETHER_MS;
    // As long as its timestamp may still be good.
    seen.put(signature, { at: clock.now() }, clock.now() + 2 * TC3_WINDOW * 1000);
    return true;
  };
}
