// Asks the back end of the product, which signs in at the centre for its agent and answers with the SdkURL.
// eslint-disable-next-line no-unused-vars
async function loginTCCC() {
  const userId = new URLSearchParams(location.search).get('agent') ?? 'alice';
  const answer = await fetch('../dev/vendors/tccc', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent: userId }),
  });
  if (!answer.ok) throw new Error(`No SdkURL: ${answer.status}`);
  const { SdkURL } = await answer.json();
  return { SdkURL, userId };
}
