import { CallstationError } from '../protocol/index.ts';

/** What is sent for a seat token. */
export interface SeatRequest<Credential = unknown> {
  /** The centre's route, as {@link centreAddresses} names it. */
  url: string;
  /** What another vendor's back end gave out for the agent. */
  body: Credential;
}

/** As much of `fetch` as is used; a platform without it brings its own. */
export type FetchJson = (
  url: string,
  init: { method: 'POST'; headers: Record<string, string>; body: string },
) => Promise<{ ok: boolean; status: number; json(): Promise<unknown> }>;

/** Changes a credential into a seat token. Rejects with a CallstationError. */
export type SeatExchange<Credential = unknown> = (request: SeatRequest<Credential>, by?: FetchJson) => Promise<string>;

/**
 * Asks the centre for a seat token in exchange for a credential. The credential is posted as JSON; the answer is `{token}`, or
 * `{error: {code, message}}`. Rejects with the centre's own error, with `unauthorized` where a refusal says no more, and with
 * `network` where the centre does not answer, or not in JSON. `by`: sends it, in place of the platform's `fetch`.
 *
 * @example
 * const { socket, exchange } = centreAddresses('udesk', 'https://cc.example.com');
 * const token = () => fetchSeatToken({ url: exchange, body: { appId, agentId, timestamp, token } });
 * createWorkstation({ backend: callcenter({ url: socket, token }) });
 */
export const fetchSeatToken: SeatExchange = async ({ url, body }, by = (...asked) => fetch(...asked)) => {
  const { ok, status, said } = await posted(by, url, body);
  if (ok && typeof said['token'] === 'string') return said['token'];
  const { code, message } = isObject(said['error']) ? said['error'] : {};
  if (typeof code === 'string' && typeof message === 'string') {
    throw CallstationError.fromData({ code, message, retryable: false });
  }
  throw new CallstationError(status < 500 ? 'unauthorized' : 'network');
};

async function posted(
  by: FetchJson,
  url: string,
  body: unknown,
): Promise<{ ok: boolean; status: number; said: Record<string, unknown> }> {
  try {
    const headers = { 'content-type': 'application/json' };
    const answer = await by(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const said: unknown = await answer.json();
    return { ok: answer.ok, status: answer.status, said: isObject(said) ? said : {} };
  } catch (cause) {
    throw new CallstationError('network', undefined, { cause });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
