// What a product's own back end does: give out tokens. And, in a demo, let somebody call.
/** @param {unknown} body */
const post = (body) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** A fresh token for the agent of this page: `?agent=bob`, or Alice. */
export async function fetchToken() {
  const agent = new URLSearchParams(location.search).get('agent') ?? 'alice';
  const answer = await fetch('../dev/tokens', post({ agent }));
  if (!answer.ok) throw new Error(`No token: ${answer.status}`);
  return (await answer.json()).token;
}

/** A simulated customer calls. */
export async function simulateCustomer() {
  const answer = await fetch('../dev/customers', post({}));
  if (!answer.ok) throw new Error(`Nobody could call: ${answer.status}`);
}
