// What a sample finds when it is pasted: the vendor's global over a signed-in seat, and the names its page would have.

/**
 * @typedef {object} Seat  Whose seat samples are tried at.
 * @property {string} url  The centre's, without a slash at its end.
 * @property {string} agent
 * @property {string} token
 *
 * @typedef {object} World
 * @property {(seat: Seat) => readonly string[]} scripts  Classic scripts, in order: addresses (`/…`) or code.
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
const AXIOS = `data:text/javascript,export default { post: (url, then) => void then({ data: 'Bearer sample' }) }`;

/** Seat status 2 is idle. */
const HEAR_IDLE = `document.getElementById('sdk').addEventListener('onSeatStatus', ({ detail }) => { globalThis.heardReady ||= detail[0] === 2; });`;

/**
 * A whole page as its author would have it on this centre: its script from here, and axios found.
 *
 * @param {string} html
 * @param {string} url
 */
export function pageHere(html, url) {
  const imports = `<script type="importmap">${JSON.stringify({ imports: { axios: AXIOS } })}</script>`;
  const script = html.includes('/sip-sdk.js') ? '' : `<script src="${url}/sip-sdk.js"></script>`;
  return html
    .replaceAll('https://cc-sdk.itniotech.com', url)
    .replace('<head>', `<head>${imports}${script}`)
    .replace('</cc-sdk>', `</cc-sdk><script>${HEAR_IDLE}</script>`);
}

/** @type {Record<'tccc' | 'udesk' | 'ccsdk', World>} */
export const WORLDS = {
  tccc: {
    scripts: ({ url, agent, token }) => [
      `globalThis.callstationTccc = ${JSON.stringify({ url: `${url}/seat`, token, userId: agent, sdkAppId: 1_400_000_001 })};`,
      'compat-tccc/dist/callstation-tccc.global.js',
      'var heardReady = false; tccc.on(tccc.events.ready, () => { heardReady = true; });',
    ],
    ready: 'heardReady',
    free: 'tccc.Agent.setStatus({ status: "free" })',
    hear: `tccc.on(tccc.events.callIn, ({ sessionId }) => { globalThis.heardCall = sessionId; });
      tccc.on(tccc.events.userAccessed, () => { globalThis.heardTalk = true; });`,
    answer: 'tccc.Call.accept({ sessionId })',
  },
  udesk: {
    scripts: ({ url, agent, token }) => [
      'compat-udesk/dist/callstation-udesk.global.js',
      `var heardReady = false, UdeskCCPaasApiClassInstance = new UdeskCCPaasApiClass({
        AppId: 'demo', AgentId: ${JSON.stringify(agent)}, AutoConnect: true, HttpDomain: ${JSON.stringify(url)},
        AppDataProvider: new (class extends UdeskCCPaasApiClass.AppDataProvider { GetToken() { return Promise.resolve({ appId: 'demo', timestamp: '0', token: '' }); } })(),
        exchange: () => Promise.resolve(${JSON.stringify(token)}),
        Log() {},
      });
      var udeskCtiPhoneSdkInstance = UdeskCCPaasApiClassInstance;
      var $ = { ajax: () => Promise.resolve({ data: { appId: 'demo', timestamp: '0', token: '' } }) };
      UdeskCCPaasApiClassInstance.on('Ready', () => { heardReady = true; });
      UdeskCCPaasApiClassInstance.Init();`,
    ],
    ready: 'heardReady',
    free: 'UdeskCCPaasApiClassInstance.SetAgentStateAsync("idle").catch(() => {})',
    hear: `UdeskCCPaasApiClassInstance.on('Delivered', ({ Data }) => { globalThis.heardCall = Data.CallID; });
      UdeskCCPaasApiClassInstance.on('Established', () => { globalThis.heardTalk = true; });`,
    answer: 'UdeskCCPaasApiClassInstance.AnswerAsync()',
  },
  ccsdk: {
    scripts: () => [
      'compat-ccsdk/dist/callstation-ccsdk.global.js',
      `document.body.insertAdjacentHTML('beforeend', '<cc-sdk id="sdk"></cc-sdk>');
      ${HEAR_IDLE}
      ccSdk.register({ token: 'Bearer sample' });`,
    ],
    ready: 'globalThis.heardReady',
    free: '',
    hear: '',
    answer: '',
  },
};
