/** A token for a demo agent, from the centre that serves this page. */
export async function fetchToken(agent) {
  const response = await fetch('/dev/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent }),
  });
  if (!response.ok) throw new Error(`The centre gave no token: ${response.status}`);
  return (await response.json()).token;
}
