// What a sample finds when it is pasted: the vendor's global over a signed-in seat, and the names its page would have.

/**
 * @typedef {object} Seat  Whose seat samples are tried at.
 * @property {string} url  The centre's, without a slash at its end.
 * @property {string} agent
 * @property {any} given  What the back end of the page's product answered it with.
 *
 * @typedef {object} World
 * @property {(seat: Seat) => readonly ({ url: string } | { content: string })[]} scripts  Classic scripts, in order.
 * @property {string} ready  An expression that is true once the seat may be used.
 * @property {string} free  Makes the agent ready for calls.
 * @property {string} hear  Puts the next ringing call's id into `heardCall`, and sets `heardTalk` once it is answered.
 * @property {string} answer  Answers the ringing call `sessionId`.
 */

/** What documents write where a value goes; a sample is tried with a value of this page. */
export const PLACEHOLDERS = /** @type {const} */ ([
  [/(?<=CallId:\s*)"x+"/gu, 'CallId'],
  [/(?<=AgentId:\s*)"x+"/gu, '"bob"'],
  [/(?<=AgentPhone:\s*)"x+"/gu, '"20003"'],
  [/(?<=QueueId:\s*)"x+"/gu, '"sales"'],
  [/(?<=MakeCallAsync\()"x+"/gu, '"10001"'],
  [/(?<=phone(?:Number)?:\s*)'\d{11,12}'/gu, "'10001'"],
]);

/** Names that samples take for granted. Set before each one. */
export const taken = (/** @type {string} */ id) => `
  var sessionId = ${JSON.stringify(id)}, CallId = sessionId, callId = sessionId, options = { sessionId };
  var phoneNumber = '10001', type = 'app', id = document.getElementById('sdk') ?? 'sales', option = { phone: '10001', info: '' };
  var useState = (value) => [value, () => {}];
  if (!document.getElementById('call')) document.body.insertAdjacentHTML('beforeend', '<button id="call">Call</button>');
`;

/** What a page of the vendor's finds where it imports axios: the document calls it with the function that gets the answer. */
const axios = (/** @type {string} */ data) =>
  `data:text/javascript,export default { post: (url, then) => void then({ data: '${data}' }) }`;

/** Seat status 2 is idle. */
const HEAR_IDLE = `document.getElementById('sdk').addEventListener('onSeatStatus', ({ detail }) => { globalThis.heardReady ||= detail[0] === 2; });`;

/**
 * A whole page as its author would have it on this centre: its script from here, and axios found.
 *
 * @param {string} html
 * @param {Seat} seat
 */
export function pageHere(html, { url, given }) {
  const imports = `<script type="importmap">${JSON.stringify({ imports: { axios: axios(given.authentication) } })}</script>`;
  const script = html.includes('/sip-sdk.js') ? '' : `<script src="${url}/sip-sdk.js"></script>`;
  return html
    .replaceAll('https://cc-sdk.itniotech.com', url)
    .replace('<head>', `<head>${imports}${script}`)
    .replace('</cc-sdk>', `</cc-sdk><script>${HEAR_IDLE}</script>`);
}

/** @type {Record<'tccc' | 'udesk' | 'ccsdk', World>} */
export const WORLDS = {
  tccc: {
    scripts: ({ given }) => [
      { url: given.SdkURL },
      { content: 'var heardReady = false; tccc.on(tccc.events.ready, () => { heardReady = true; });' },
    ],
    ready: 'heardReady',
    free: 'tccc.Agent.setStatus({ status: "free" })',
    hear: `tccc.on(tccc.events.callIn, ({ sessionId }) => { globalThis.heardCall = sessionId; });
      tccc.on(tccc.events.userAccessed, () => { globalThis.heardTalk = true; });`,
    answer: 'tccc.Call.accept({ sessionId })',
  },
  udesk: {
    scripts: ({ url, agent, given }) => [
      { url: `${url}/ccpaas-phone-sdk/sdk/cti-phone/2.1.0/call-center-class.es6.js` },
      {
        content: `var heardReady = false, $ = { ajax: () => Promise.resolve({ data: ${JSON.stringify(given)} }) };
      var UdeskCCPaasApiClassInstance = new UdeskCCPaasApiClass({
        AppId: '${given.appId}', AgentId: '${agent}', Domain: '${url.replace('http', 'ws')}/ws', HttpDomain: '${url}/backend',
        AppDataProvider: new (class extends UdeskCCPaasApiClass.AppDataProvider {
          GetToken() { return $.ajax().then(({ data }) => data); }
        })(),
      });
      var udeskCtiPhoneSdkInstance = UdeskCCPaasApiClassInstance;
      UdeskCCPaasApiClassInstance.on('Ready', () => { heardReady = true; });
      UdeskCCPaasApiClassInstance.Init();`,
      },
    ],
    ready: 'heardReady',
    free: 'UdeskCCPaasApiClassInstance.SetAgentStateAsync("idle").catch(() => {})',
    hear: `UdeskCCPaasApiClassInstance.on('Delivered', ({ Data }) => { globalThis.heardCall = Data.CallID; });
      UdeskCCPaasApiClassInstance.on('Established', () => { globalThis.heardTalk = true; });`,
    answer: 'UdeskCCPaasApiClassInstance.AnswerAsync()',
  },
  ccsdk: {
    scripts: ({ url, given }) => [
      { url: `${url}/sip-sdk.js` },
      {
        content: `document.body.insertAdjacentHTML('beforeend', '<cc-sdk id="sdk"></cc-sdk>');
      ${HEAR_IDLE}
      ccSdk.register({ token: '${given.authentication}' });`,
      },
    ],
    ready: 'globalThis.heardReady',
    free: '',
    hear: '',
    answer: '',
  },
};
