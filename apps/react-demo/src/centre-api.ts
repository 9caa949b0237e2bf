/** The three calls of the embedded centre's demo mode. A product asks its own back end for the token instead. */
async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Error(messageOf(answer) ?? `The centre answered ${response.status}.`);
  return answer;
}

function messageOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
  const { error } = answer;
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  return typeof error.message === 'string' ? error.message : undefined;
}

/** A fresh token for a demo agent. */
export async function fetchToken(agent: string): Promise<string> {
  const answer = await post('/dev/tokens', { agent });
  if (typeof answer === 'object' && answer !== null && 'token' in answer && typeof answer.token === 'string')
    return answer.token;
  throw new Error('The centre sent no token. Is it running in demo mode?');
}

/** Lets a simulated customer call the centre's entry number. */
export async function simulateCustomer(): Promise<void> {
  await post('/dev/customers', {});
}
