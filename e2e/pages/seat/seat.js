// A page with the elements in it; whose seat it is says the address.
const agent = new URLSearchParams(location.search).get('agent');
const root = /** @type {import('@callstation/ui').CsWorkstation} */ (document.querySelector('cs-workstation'));

root.token = async () => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/dev/tokens', { method: 'POST', headers, body: JSON.stringify({ agent }) });
  if (!answer.ok) throw new Error(`No token: ${answer.status}`);
  return (await answer.json()).token;
};
