// Stands for the back end of a product, which signs in at the centre and answers with the SdkURL. Here the demo centre gives
// out a token, and the script that would come from the SdkURL is told of it.
// eslint-disable-next-line no-unused-vars
async function loginTCCC() {
  const userId = new URLSearchParams(location.search).get('agent') ?? 'alice';
  const answer = await fetch('../dev/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent: userId }),
  });
  if (!answer.ok) throw new Error(`No token: ${answer.status}`);
  const { token } = await answer.json();
  globalThis.callstationTccc = { url: new URL('../seat', location.href).href, token, userId, sdkAppId: 'demo' };
  return { SdkURL: '../sdk/tccc/callstation-tccc.global.js', userId };
}
