import { CallstationError } from '@callstation/core';

/** The two calls of the embedded centre's demo mode. A product asks its own back end for the token instead. */
async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new CallstationError('network', undefined, { cause });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw errorOf(answer);
  return answer;
}

function errorOf(answer: unknown): CallstationError {
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (typeof code !== 'string') return new CallstationError('internal', undefined, { cause: answer });
  return CallstationError.fromData({ code, message: '', retryable: false });
}

/** A fresh token for a demo agent. */
export async function fetchToken(agent: string): Promise<string> {
  const answer = await post('/dev/tokens', { agent });
  if (typeof answer === 'object' && answer !== null && 'token' in answer && typeof answer.token === 'string')
    return answer.token;
  throw new CallstationError('unauthorized', 'The centre sent no token. Is it running in demo mode?');
}

/** Lets a simulated customer call the centre's entry number. */
export async function simulateCustomer(): Promise<void> {
  await post('/dev/customers', {});
}

/** The sound of a recording. An `<audio>` element cannot show a token, so it is fetched. */
export async function loadRecording(agent: string, id: string): Promise<Blob> {
  return (await ask(agent, `/v1/recordings/${encodeURIComponent(id)}`)).blob();
}

/** Asks the centre with the agent's own token, minted for this question: the page keeps no key. */
export async function ask(agent: string, path: string): Promise<Response> {
  const authorization = `Bearer ${await fetchToken(agent)}`;
  const response = await fetch(path, { headers: { authorization } }).catch((cause: unknown) => {
    throw new CallstationError('network', undefined, { cause });
  });
  if (!response.ok) throw errorOf(await response.json().catch(() => null));
  return response;
}
