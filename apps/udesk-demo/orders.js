// A page as the vendor's documents have one write it: a class that gets the token, an instance, and its methods and events.
/* global UdeskCCPaasApiClass */
import { agent, askBackEnd, find, note, say, showPage } from '../vendor-kit/page.js';

const EVENTS = [
  ...['Ready', 'GetState', 'AgentStateChanged', 'PhoneModeChanged', 'PhoneStateChanged', 'AdvancedCallStatusChanged'],
  ...['Delivered', 'Originated', 'Established', 'ConnectionCleared', 'Held', 'Retrieved', 'Conferenced', 'Transferred'],
];
/** The call of the moment. */
let callId = '';
/** Where the session of the order that is called is kept. */
let kept = null;

const fail = ({ Message, message }) => say(Message ?? message);

class AppDataProvider extends UdeskCCPaasApiClass.AppDataProvider {
  // The product's own back end makes the token from the app's secret.
  GetToken() {
    return askBackEnd('udesk');
  }
}

const home = new URL('..', location.href).href.replace(/\/$/, '');
const api = new UdeskCCPaasApiClass({
  AppId: 'callstation-demo',
  AgentId: agent(),
  LanguageCode: 'EN-US',
  AppDataProvider: new AppDataProvider(),
  Domain: `${home.replace('http', 'ws')}/ws`,
  HttpDomain: `${home}/backend`,
  Log: fail,
});

// The documents have the instance where any script of the product finds it.
globalThis.UdeskCCPaasApiClassInstance = api;

/** The flag of CallAuthority that a button goes by. */
const FLAGS = {
  AnswerAsync: 'AllowAnswer',
  HangupAsync: 'AllowHangup',
  HoldAsync: 'AllowHold',
  RecoveryAsync: 'AllowUnHold',
  ConsultationAsync: 'AllowConsultation',
  EndConsultationAsync: 'AllowEndConsultation',
};
const showButtons = (authority) => {
  for (const button of document.querySelectorAll('[data-call]'))
    button.disabled = authority[FLAGS[button.dataset.call]] !== true;
};

function listen() {
  for (const name of EVENTS) api.on(name, ({ Data }) => note(name, Data));
  const texts = {
    Delivered: ({ CustomerInfo }) => `${CustomerInfo.Number} calls`,
    Originated: () => 'Calling',
    Established: () => 'In the call',
    Held: () => 'On hold',
    Retrieved: () => 'In the call',
    ConnectionCleared: () => 'Over',
  };
  for (const [name, text] of Object.entries(texts)) {
    api.on(name, ({ Data }) => {
      callId = Data.CallID;
      say(text(Data));
    });
  }
  api.on('AdvancedCallStatusChanged', ({ Data }) => {
    callId = Data.CallID;
    showButtons(Data.CallAuthority);
  });
  api.on('Originated', ({ Data }) => kept?.replaceChildren(Data.CallID));
  api.on('AgentStateChanged', ({ Data: [{ CurState }] }) => {
    find('#status').value = CurState;
    find('#choose').value = CurState;
  });
  api.on('Ready', () => {
    say('Ready');
    showStates().catch(fail);
  });
}

/** What an agent may be, as the centre names it. */
async function showStates() {
  const { Data } = await api.GetAgentStatesAsync();
  const states = Data.filter(({ Owner }) => Owner === undefined);
  find('#choose').replaceChildren(...states.map(({ Code, Label }) => new Option(Label, Code)));
  find('#choose').value = find('#status').value;
  find('#choose').disabled = false;
}

const ARGUMENTS = {
  AnswerAsync: () => [],
  HangupAsync: () => [callId],
  ConsultationAsync: () => [{ CallId: callId, AgentId: 'bob' }],
};

for (const button of document.querySelectorAll('[data-call]')) {
  const verb = button.dataset.call;
  button.addEventListener('click', () => api[verb](...(ARGUMENTS[verb]?.() ?? [{ CallId: callId }])).catch(fail));
}
find('#choose').addEventListener('change', ({ target }) => api.SetAgentStateAsync(target.value).catch(fail));
showPage(({ order, number }, cell) => {
  kept = cell;
  return api.MakeCallAsync(number, { BizId: order }).catch(fail);
});
showButtons({});
listen();
api.Init();
